/** What contradicts the offset by more than this is a clock that was set, not a late response. */
const TOLERANCE_MS = 2_000;

const SECOND_MS = 1_000;

/**
 * The server's clock, as the `Date` headers of its responses give it: in whole seconds, and later than the
 * server wrote them. So each gives a lower bound, of which the highest counts. It's never ahead of the
 * server's, or a duration that ticks by it would jump back at its end.
 */
export const createServerClock = (browserNow = Date.now) => {
  let offset: number | null = null;
  return {
    now: () => browserNow() + (offset ?? 0),

    /** `sentAt` is when the request was sent, by the browser's clock. */
    read(date: unknown, sentAt: number) {
      const written = Date.parse(String(date));
      if (Number.isNaN(written)) return;
      const lower = written - browserNow();
      const upper = written + SECOND_MS - sentAt;
      if (offset === null || lower > offset || offset > upper + TOLERANCE_MS) offset = lower;
    },
  };
};

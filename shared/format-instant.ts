/**
 * A session's start as the page shows it, e.g. `Nov 23, 2026, 2:35:07 PM`. The search finds rows by
 * this very text, so both halves take it from here.
 */
export const createStartedAtFormat = (locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });

/** Hours as `timeStyle` writes them, `7` or `07`: in a format of single fields some languages differ. */
export const hourDigits = (locale: string): 'numeric' | '2-digit' => {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone: 'UTC' });
  const [one, two] = [7, 11].map((hour) => time.format(Date.UTC(2026, 0, 1, hour)));
  return one.length === two.length ? '2-digit' : 'numeric';
};

const DAY_MS = 86_400_000;

/** Within this a day and a month name one day only. */
const RECENT_MS = 300 * DAY_MS;

/** A start in one short line: `Nov 23, 2:35 PM`, of long ago `Nov 23, 2025`. The search finds rows by it too. */
export const createShortStartFormat = (locale: string, timeZone: string) => {
  const recent = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: hourDigits(locale),
    minute: '2-digit',
    timeZone,
  });
  const old = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  return (instant: number, now = Date.now()) =>
    (Math.abs(now - instant) < RECENT_MS ? recent : old).format(instant);
};

/**
 * A session's start as the page shows it, e.g. `Nov 23, 2026, 2:35:07 PM`. The search finds rows by
 * this very text, so both halves take it from here.
 */
export const createStartedAtFormat = (locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });

const DAY_MS = 86_400_000;

/** Within this a day and a month name one day only. */
const RECENT_MS = 300 * DAY_MS;

/** A start in one short line: `Nov 23, 2:35 PM`, of long ago `Nov 23, 2025`. The search finds rows by it too. */
export const createShortStartFormat = (locale: string, timeZone: string) => {
  const recent = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  });
  const old = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  return (instant: number, now = Date.now()) =>
    (Math.abs(now - instant) < RECENT_MS ? recent : old).format(instant);
};

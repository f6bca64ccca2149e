/**
 * A session's start as the page shows it, e.g. `Nov 23, 2026, 2:35:07 PM`. The search finds rows by
 * this very text, so both halves take it from here.
 */
export const createStartedAtFormat = (locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });

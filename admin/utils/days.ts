import { lightFormat, subDays } from 'date-fns';

/** The browser's IANA time zone, e.g. `Europe/Prague`. */
export const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The calendar day `YYYY-MM-DD` that a local date is in. */
export const toDay = (date: Date) => lightFormat(date, 'yyyy-MM-dd');

/** A calendar day as the design system's DatePicker takes it in: as UTC midnight (it gives out local ones). */
export const toPickerDate = (day: string) => new Date(`${day}T00:00:00Z`);

/** Ranges that one choice sets: so many days up to today. */
export const QUICK_RANGES = [1, 7, 30] as const;

/** The first day of the `count` days that end today. */
export const firstDayOf = (count: number, today = new Date()) => toDay(subDays(today, count - 1));

/** How many days up to today a range has; undefined where it's none of those offered. */
export const quickRangeOf = ({ from, to }: { from?: string; to?: string }, today = new Date()) =>
  to === undefined || to === toDay(today)
    ? QUICK_RANGES.find((count) => from === firstDayOf(count, today))
    : undefined;

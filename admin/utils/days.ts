import { format } from 'date-fns';

/** The browser's IANA time zone, e.g. `Europe/Prague`. */
export const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The calendar day `YYYY-MM-DD` that a local date is in. */
export const toDay = (date: Date) => format(date, 'yyyy-MM-dd');

/** A calendar day as the design system's DatePicker takes it in: as UTC midnight (it gives out local ones). */
export const toPickerDate = (day: string) => new Date(`${day}T00:00:00Z`);

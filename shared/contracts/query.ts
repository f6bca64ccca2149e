import { z } from 'zod';

export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;

/** Numbered pages end here, and totals are exact up to here: beyond that, one has to filter or search. */
export const MAX_RESULTS = 10_000;

/** Longer search texts are refused, not cut: a cut text would find other rows than the one asked for. */
export const MAX_SEARCH_LENGTH = 500;

/** PostgreSQL's `integer`, which ids and sequences are: a larger number can't name a row. */
export const MAX_DB_INTEGER = 2_147_483_647;

const DIGITS = /^\d{1,10}$/;
const CALENDAR_DAY = /^\d{4}-\d{2}-\d{2}$/;

const isRealDay = (text: string) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const isKnownTimeZone = (timeZone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
};

const isWellFormedLocale = (locale: string) => {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
};

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(DIGITS, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

/** A row's id or a line's sequence in a URL. */
export const idParam = wholeNumber(1, MAX_DB_INTEGER);
export const sequenceParam = wholeNumber(0, MAX_DB_INTEGER);
export const pageParam = wholeNumber(1, MAX_DB_INTEGER);
export const pageSizeParam = wholeNumber(1, MAX_PAGE_SIZE);

/** A calendar day `YYYY-MM-DD`. */
export const dayParam = z
  .string()
  .regex(CALENDAR_DAY, 'must be a day as YYYY-MM-DD')
  .refine((text) => !CALENDAR_DAY.test(text) || isRealDay(text), 'is not a day of the calendar');

/** An IANA name, e.g. `Europe/Prague`. */
export const timeZoneParam = z
  .string()
  .max(64)
  .refine(isKnownTimeZone, 'is not a known IANA time zone');

/** A BCP 47 tag, e.g. `cs` or `pt-BR`: the language in which the user reads the page. */
export const localeParam = z
  .string()
  .max(35)
  .refine(isWellFormedLocale, 'is not a well-formed language tag');

/** The uid of a content type, e.g. `api::article.article`. */
export const contentTypeParam = z
  .string()
  .regex(/^[\w:.-]{1,128}$/, 'is not the uid of a content type');

/** In place of a locale: content without one, as its type isn't localized or its language isn't known. */
export const NO_LOCALE = 'none';

/** The language of a content entry, as Strapi writes it, e.g. `cs` or `zh-Hans-HK`. */
export const contentLocaleParam = z.string().regex(/^[\w-]{1,32}$/, 'is not a locale of Strapi');

const ENTRY_TEXT = /^([\w:.-]{1,128}):(\d{1,10})$/;

/** Entries of content of one type; a request names one, the server adds its localizations. */
export interface ContentEntries {
  type: string;
  ids: number[];
}

/** `api::article.article:24` */
export const contentEntryParam = z
  .string()
  .regex(ENTRY_TEXT, 'must be an entry such as api::article.article:24')
  .transform((text): ContentEntries => {
    const [, type = '', id] = ENTRY_TEXT.exec(text) ?? [];
    return { type, ids: [Number(id)] };
  })
  .pipe(
    z.custom<ContentEntries>().refine(({ ids }) => ids[0] >= 1 && ids[0] <= MAX_DB_INTEGER, {
      message: 'has an id that no entry can have',
    })
  );

export const searchParam = z.string().max(MAX_SEARCH_LENGTH).trim();

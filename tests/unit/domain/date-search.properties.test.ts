import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RANGES, startedAtRanges } from '../../../server/domain/date-search';
import { createStartedAtFormat } from '../../../shared/format-instant';

const DAY = 86_400_000;
const EARLIEST = Date.UTC(2025, 0, 1);
const LATEST = Date.UTC(2026, 11, 31);

const anyInstant = fc.integer({ min: EARLIEST, max: LATEST });
const DATE_FIRST = ['en', 'en-GB', 'cs', 'de', 'fr', 'ja', 'ar-EG', 'fa', 'hu', 'fi'];
const anyDateFirstLocale = fc.constantFrom(...DATE_FIRST);
const anyLocale = fc.constantFrom(...DATE_FIRST, 'vi');
const anyZone = fc.constantFrom(
  ...[
    'Europe/Prague',
    'America/New_York',
    'Asia/Kolkata',
    'UTC',
    'Australia/Lord_Howe',
    'Africa/Cairo',
  ]
);

const format = (
  instant: number,
  locale: string,
  timeZone: string,
  style: Intl.DateTimeFormatOptions
) => new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(instant);

const search = (text: string, locale: string, timeZone: string) =>
  startedAtRanges(text, { locale, timeZone, earliest: EARLIEST, latest: LATEST });

const holds = (ranges: { from: number; to: number }[], instant: number) =>
  ranges.some(({ from, to }) => from <= instant && instant < to);

/** How another browser, a keyboard or a paste changes a text. */
const anySlip = fc.constantFrom<((text: string) => string)[]>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.replace(/\s/g, '\u202f'),
  (text) => text.replace(/\s/g, '  '),
  (text) => text.replace(/,/g, ''),
  (text) => text.normalize('NFD'),
  (text) => `\u200e ${text}\n`
);

describe('A shown start, whatever the time, the language, the zone and the browser', () => {
  it('finds its session', () => {
    fc.assert(
      fc.property(anyInstant, anyLocale, anyZone, anySlip, (instant, locale, zone, slip) => {
        const text = slip(createStartedAtFormat(locale, zone).format(instant));
        expect(holds(search(text, locale, zone), instant)).toBe(true);
      }),
      { numRuns: 400 }
    );
  });

  it('finds its session by its beginning, as far as a date and a time reach', () => {
    const shownSoFar = fc.nat(8);
    fc.assert(
      fc.property(
        anyInstant,
        anyDateFirstLocale,
        anyZone,
        shownSoFar,
        (instant, locale, zone, missing) => {
          const text = createStartedAtFormat(locale, zone).format(instant);
          const ranges = search(text.slice(0, text.length - missing), locale, zone);
          expect(holds(ranges, instant)).toBe(true);
        }
      ),
      { numRuns: 400 }
    );
  });

  it.each<Intl.DateTimeFormatOptions>([
    { dateStyle: 'medium' },
    { dateStyle: 'long' },
    { dateStyle: 'full' },
    { dateStyle: 'long', timeStyle: 'short' },
    { dateStyle: 'medium', timeStyle: 'short' },
    { month: 'long', year: 'numeric' },
    { month: 'short', year: 'numeric' },
  ])('finds its session also by the form %j', (style) => {
    fc.assert(
      fc.property(anyInstant, anyDateFirstLocale, anyZone, (instant, locale, zone) => {
        const own = search(format(instant, locale, zone, style), locale, zone);
        const english = search(format(instant, 'en', zone, style), locale, zone);
        expect(holds(own, instant)).toBe(true);
        expect(holds(english, instant)).toBe(true);
      })
    );
  });
});

/** Words and numbers of a text, simplified in another way than the search does. */
const tokens = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .match(/\p{L}+|\d+/gu) ?? [];

const padded = (token: string) => (/^\d/.test(token) ? token.padStart(2, '0') : token);

const isWithin = (wanted: string[], label: string[]) =>
  label.map(padded).some((_, start, shown) =>
    wanted.every((token, index) => {
      const there = shown[start + index];
      const mayBeCut = index === wanted.length - 1 && there?.startsWith(token);
      return mayBeCut || there === padded(token);
    })
  );

const DATE_STYLES: Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'medium' },
  { dateStyle: 'long' },
  { dateStyle: 'full' },
  { dateStyle: 'short' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'short' },
];
const TIME_STYLES: Intl.DateTimeFormatOptions[] = [
  { timeStyle: 'medium' },
  { timeStyle: 'short' },
  { timeStyle: 'medium', hourCycle: 'h23' },
  { hour: 'numeric' },
];

/** Every way in which a start may be written, as words and numbers. */
const labelsOf = (instant: number, locale: string, zone: string) => {
  const write = (tag: string, style: Intl.DateTimeFormatOptions) =>
    format(instant, tag, zone, style);
  const dates = [locale, 'en', 'en-GB', 'sv', 'cs', 'en-CA', 'de'].flatMap((tag) =>
    DATE_STYLES.map((style) => tokens(write(tag, style)))
  );
  const times = [locale, 'en', 'sv'].flatMap((tag) =>
    TIME_STYLES.map((style) => tokens(write(tag, style)))
  );
  return [...dates, ...times, ...dates.flatMap((date) => times.map((time) => [...date, ...time]))];
};

const anyPiece = fc.record({ from: fc.nat(8), length: fc.integer({ min: 2, max: 22 }) });

describe('What a text finds by the start', () => {
  it('can be read in the start of each session found', () => {
    const languages = fc.constantFrom('en', 'en-GB', 'cs', 'de', 'fr', 'sv');
    let found = 0;
    fc.assert(
      fc.property(
        anyInstant,
        languages,
        anyZone,
        anyPiece,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (instant, locale, zone, piece, at) => {
          const text = createStartedAtFormat(locale, zone)
            .format(instant)
            .slice(piece.from, piece.from + piece.length);
          const ranges = search(text, locale, zone);
          if (ranges.length === 0) return;

          found += 1;
          const { from, to } = ranges[Math.floor(at * ranges.length)];
          const other = from + Math.floor(at * (to - from));
          const readable = labelsOf(other, locale, zone).some((label) =>
            isWithin(tokens(text), label)
          );
          expect({ text, at: new Date(other).toISOString(), readable }).toMatchObject({
            readable: true,
          });
        }
      ),
      { numRuns: 400 }
    );
    expect(found).toBeGreaterThan(100);
  });
});

/** Pieces of dates and times in any order, and anything else. */
const anyMess = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'nov',
          'November',
          'listopadu',
          '2026',
          '23',
          '1',
          '0',
          '14:35',
          ':',
          '.',
          '/',
          '-',
          ' ',
          ', ',
        ],
        ...[
          ' at ',
          'PM',
          'p. m.',
          'T',
          'Z',
          '11月',
          '٢٣',
          '\u202f',
          '\ue000',
          '$',
          '\n',
          '(',
          '\\',
          '😀',
          'ı',
        ]
      ),
      { maxLength: 80 }
    )
    .map((pieces) => pieces.join(''))
);

describe('Any text at all', () => {
  it('never throws: ranges are sorted, disjoint, within the bounds and few', () => {
    const bounds = fc.tuple(anyInstant, fc.nat(400 * DAY));
    fc.assert(
      fc.property(
        anyMess,
        anyLocale,
        anyZone,
        bounds,
        (text, locale, timeZone, [earliest, span]) => {
          const latest = earliest + span;
          const ranges = startedAtRanges(text, { locale, timeZone, earliest, latest });

          expect(ranges.length).toBeLessThanOrEqual(MAX_RANGES);
          ranges.forEach(({ from, to }, index) => {
            expect(from).toBeLessThan(to);
            expect(from).toBeGreaterThan(ranges[index - 1]?.to ?? -Infinity);
            expect(from).toBeGreaterThanOrEqual(earliest);
            expect(to).toBeLessThanOrEqual(latest + 1);
            expect(Number.isInteger(from) && Number.isInteger(to)).toBe(true);
          });
        }
      ),
      { numRuns: 1000 }
    );
  });
});

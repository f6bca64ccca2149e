import { describe, expect, it } from 'vitest';
import { MAX_RANGES, MAX_SPAN_MS, startedAtRanges } from '../../../server/domain/date-search';
import { createStartedAtFormat } from '../../../shared/format-instant';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const EARLIEST = Date.UTC(2025, 11, 1);
const LATEST = Date.UTC(2026, 11, 31);

/** November 23, 2026, 14:35:07 in Prague. */
const STARTED = Date.UTC(2026, 10, 23, 13, 35, 7, 120);

const search = (text: string, locale = 'en', timeZone = 'Europe/Prague') =>
  startedAtRanges(text, { locale, timeZone, earliest: EARLIEST, latest: LATEST });

const finds = (text: string, instant = STARTED, locale = 'en', timeZone = 'Europe/Prague') =>
  search(text, locale, timeZone).some(({ from, to }) => from <= instant && instant < to);

const shown = (instant: number, locale: string, timeZone = 'Europe/Prague') =>
  createStartedAtFormat(locale, timeZone).format(instant);

const iso = (ranges: { from: number; to: number }[]) =>
  ranges.map(({ from, to }) => [from, to].map((at) => new Date(at).toISOString().slice(0, 19)));

const LOCALES = ['en', 'en-GB', 'cs', 'de', 'fr', 'ja'];
const OTHER_LOCALES = (
  'en-CA en-AU fr-CA zh zh-TW ko ar ar-EG ar-SA fa hi ru es es-MX pt pt-BR it nl pl hu vi fi da nb hr ' +
  'bg th he sv lt lv et sk sl sr tr uk bs mk bn my ka eu ca id ms el ro ta te ml gu pa mr ur ne si km ' +
  'lo am sw is ga gd cy sq az kk uz mn hy be af gl fil th-u-nu-thai ja-u-ca-japanese en-u-hc-h23'
).split(' ');
const ZONES = ['Europe/Prague', 'America/New_York', 'Asia/Kolkata', 'UTC'];

describe('A copied "Started at" cell', () => {
  it.each(LOCALES.flatMap((locale) => ZONES.map((zone) => [locale, zone])))(
    'finds its row alone, in %s and %s',
    (locale, zone) => {
      const second = Math.floor(STARTED / SECOND) * SECOND;
      expect(search(shown(STARTED, locale, zone), locale, zone)).toEqual([
        { from: second, to: second + SECOND },
      ]);
    }
  );

  it.each(OTHER_LOCALES)('finds its row in %s', (locale) => {
    for (const instant of [STARTED, STARTED - 77.5 * DAY, STARTED - 200.3 * DAY]) {
      expect(finds(shown(instant, locale), instant, locale)).toBe(true);
    }
  });

  it.each([
    ['a narrow no-break space', 'en', 'Nov 23, 2026, 2:35:07\u202fPM'],
    ['no-break spaces', 'cs', '23.\u00a011.\u00a02026\u00a014:35:07'],
    ['another connector', 'en', 'November 23, 2026 at 2:35:07 PM'],
    ['another connector', 'de', '23. November 2026 um 14:35:07'],
    ['another connector', 'fr', '23 nov. 2026 à 14:35:07'],
    ['no comma', 'de', '23.11.2026 14:35:07'],
    ['a comma', 'cs', '23. 11. 2026, 14:35:07'],
    ['no seconds', 'en', 'Nov 23, 2026, 2:35 PM'],
    ['no seconds', 'en-GB', '23 Nov 2026, 14:35'],
    ['small letters and no dots', 'fr', '23 NOV 2026, 14:35:07'],
    ['dots in AM and PM', 'en-CA', 'nov 23, 2026, 2:35:07 p.m.'],
    ['AM and PM in the language', 'ko', '2026. 11. 23. 오후 2:35:07'],
    ['bidi marks', 'ar', '\u200f23\u200f/11\u200f/2026، 2:35:07 م'],
    ['its end missing', 'cs', '23. 11. 2026 14:3'],
    ['its end missing', 'en', 'Nov 23, 2026, 2:35:07 P'],
  ])('finds its row also with %s (%s)', (_, locale, text) => {
    expect(finds(text, STARTED, locale)).toBe(true);
    expect(search(text, locale)[0].from).toBeGreaterThan(STARTED - HOUR);
  });

  it('finds its row also without the month that it begins with', () => {
    expect(finds('23, 2026, 2:35:07 PM')).toBe(true);
    expect(finds('23, 2026, 2:35:07 AM')).toBe(false);
  });

  it('finds September in the spelling of any browser', () => {
    const instant = Date.UTC(2026, 8, 3, 12);
    expect(finds('3 Sept 2026', instant, 'en-GB')).toBe(true);
    expect(finds('3 Sep 2026', instant, 'en-GB')).toBe(true);
  });

  it('finds both hours when clocks go back and show the same twice', () => {
    expect(iso(search('25. 10. 2026 2:30:00', 'cs'))).toEqual([
      ['2026-10-25T00:30:00', '2026-10-25T00:30:01'],
      ['2026-10-25T01:30:00', '2026-10-25T01:30:01'],
    ]);
    expect(iso(search('Nov 1, 2026, 1:30 AM', 'en', 'America/New_York'))).toEqual([
      ['2026-11-01T05:30:00', '2026-11-01T05:31:00'],
      ['2026-11-01T06:30:00', '2026-11-01T06:31:00'],
    ]);
  });

  it('finds nothing in the hour that clocks skip', () => {
    expect(search('29. 3. 2026 2:30', 'cs')).toEqual([]);
  });
});

describe('A date that someone types', () => {
  it.each([
    ['2026-11', 'en', '2026-10-31T23:00:00', '2026-11-30T23:00:00'],
    ['2026-11-23', 'en', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['2026/11/23', 'cs', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['2026年11月23日', 'ja', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['2026-11-23 14:35', 'en', '2026-11-23T13:35:00', '2026-11-23T13:36:00'],
    ['2026-11-23T14:35:07', 'cs', '2026-11-23T13:35:07', '2026-11-23T13:35:08'],
    ['2026-11-23 14:35:07.120', 'cs', '2026-11-23T13:35:07', '2026-11-23T13:35:08'],
    ['2026-11-23T13:35:07.120Z', 'en', '2026-11-23T13:35:07', '2026-11-23T13:35:08'],
    ['2026-11-23T08:35-05:00', 'en', '2026-11-23T13:35:00', '2026-11-23T13:36:00'],
    ['Nov 23', 'en', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['nov 23', 'cs', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['23 november', 'en', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['23. 11. 2026', 'en', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['23. 11. 2026', 'cs', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['23.11.26', 'de', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['23.11.', 'cs', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['23.11', 'fr', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['11/23/2026', 'en', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['23/11/2026', 'en-GB', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['5/1', 'en', '2026-04-30T22:00:00', '2026-05-01T22:00:00'],
    ['05/01/2026', 'en', '2026-04-30T22:00:00', '2026-05-01T22:00:00'],
    ['05/01/2026', 'fr', '2026-01-04T23:00:00', '2026-01-05T23:00:00'],
    ['November', 'en', '2026-10-31T23:00:00', '2026-11-30T23:00:00'],
    ['novem', 'ja', '2026-10-31T23:00:00', '2026-11-30T23:00:00'],
    ['november 2026', 'fr', '2026-10-31T23:00:00', '2026-11-30T23:00:00'],
    ['11/2026', 'en', '2026-10-31T23:00:00', '2026-11-30T23:00:00'],
    ['listopad', 'cs', '2026-10-31T23:00:00', '2026-11-30T23:00:00'],
    ['listopad 2026', 'cs', '2026-10-31T23:00:00', '2026-11-30T23:00:00'],
    ['23. listopadu', 'cs', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['ÚNOR', 'cs', '2026-01-31T23:00:00', '2026-02-28T23:00:00'],
    ['unora', 'cs', '2026-01-31T23:00:00', '2026-02-28T23:00:00'],
    ['février 2026', 'fr', '2026-01-31T23:00:00', '2026-02-28T23:00:00'],
    ['fevr. 2026', 'fr', '2026-01-31T23:00:00', '2026-02-28T23:00:00'],
    ['März', 'de', '2026-02-28T23:00:00', '2026-03-31T22:00:00'],
    ['11月', 'ja', '2026-10-31T23:00:00', '2026-11-30T23:00:00'],
    ['Monday, November 23', 'en', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['pondělí 23. listopadu 2026', 'cs', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['Nov 23 14:35', 'en', '2026-11-23T13:35:00', '2026-11-23T13:36:00'],
    ['23.11. 14:35', 'cs', '2026-11-23T13:35:00', '2026-11-23T13:36:00'],
    ['Nov 23, 2026, 2 PM', 'en', '2026-11-23T13:00:00', '2026-11-23T14:00:00'],
    ['23.11.2026 14', 'cs', '2026-11-23T13:00:00', '2026-11-23T14:00:00'],
    ['Nov 23, 2026 at', 'en', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
    ['23 Nov 20', 'en', '2026-11-22T23:00:00', '2026-11-23T23:00:00'],
  ])('%s (%s) finds that time', (text, locale, from, to) => {
    expect(iso(search(text, locale))).toContainEqual([from, to]);
  });

  it('finds that time only', () => {
    expect(iso(search('November'))).toHaveLength(1);
    expect(iso(search('23. 11. 2026', 'cs'))).toHaveLength(1);
    expect(iso(search('05/01/2026'))).toHaveLength(1);
    expect(iso(search('2026-01'))).toHaveLength(1);
    expect(iso(search('1.11.2026', 'cs'))).toHaveLength(1);
    expect(iso(search('listopad', 'de'))).toEqual([]);
  });

  it('finds a whole year', () => {
    expect(iso(search('2026', 'cs', 'UTC'))).toEqual([
      ['2026-01-01T00:00:00', '2026-12-31T00:00:00'],
    ]);
    expect(search('2024')).toEqual([]);
  });

  it('finds what it may become while a day or month is being typed', () => {
    const days = (text: string) =>
      search(text, 'en', 'UTC').flatMap(({ from, to }) =>
        Array.from({ length: (to - from) / DAY }, (_, day) =>
          new Date(from + day * DAY).toISOString().slice(5, 10)
        )
      );
    expect(days('Nov 2')).toEqual(
      ['02', 20, 21, 22, 23, 24, 25, 26, 27, 28, 29].map((day) => `11-${day}`)
    );
    expect(days('Nov 20')).toEqual(['11-20']);
    expect(days('Nov 02')).toEqual(['11-02']);
    expect(days('2026-11-3')).toEqual(['11-03', '11-30']);
    expect(new Set(days('2026-1').map((day) => day.slice(0, 2)))).toEqual(
      new Set(['01', '10', '11', '12'])
    );
  });

  it('is taken in the zone of the user', () => {
    const lateEvening = Date.UTC(2026, 10, 22, 23, 30);
    expect(finds('Nov 23', lateEvening, 'en', 'Europe/Prague')).toBe(true);
    expect(finds('Nov 23', lateEvening, 'en', 'UTC')).toBe(false);
    expect(finds('Nov 22', lateEvening, 'en', 'America/New_York')).toBe(true);
  });
});

describe('A time of day that someone types', () => {
  it('finds that minute on every day', () => {
    for (const [text, locale] of [
      ['14:35', 'cs'],
      ['14:35', 'en'],
      ['2:35 PM', 'en'],
      ['02:35 pm', 'de'],
    ]) {
      const ranges = search(text, locale);
      expect(ranges).toHaveLength(395);
      expect(ranges.every(({ from, to }) => to - from === MINUTE)).toBe(true);
      expect(finds(text, STARTED, locale)).toBe(true);
    }
  });

  it('finds it also to the second', () => {
    expect(search('14:35:07', 'cs').every(({ from, to }) => to - from === SECOND)).toBe(true);
    expect(finds('14:35:07', STARTED, 'cs')).toBe(true);
    expect(finds('14:35:08', STARTED, 'cs')).toBe(false);
  });

  it('finds morning and afternoon where the page shows them by the same number', () => {
    expect(finds('2:35', STARTED, 'en')).toBe(true);
    expect(finds('2:35', STARTED - 12 * HOUR, 'en')).toBe(true);
    expect(finds('2:35', STARTED, 'cs')).toBe(false);
    expect(finds('2:35', STARTED - 12 * HOUR, 'cs')).toBe(true);
    expect(finds('2:35 PM', STARTED - 12 * HOUR, 'en')).toBe(false);
  });

  it('finds an hour by AM or PM', () => {
    expect(finds('2 PM', STARTED)).toBe(true);
    expect(finds('3 PM', STARTED)).toBe(false);
    expect(finds('14 Uhr', STARTED, 'de')).toBe(true);
  });

  it('finds ten minutes while the last digit is missing', () => {
    expect(finds('14:3', STARTED, 'cs')).toBe(true);
    expect(finds('14:3', STARTED - 32 * MINUTE, 'cs')).toBe(false);
    expect(finds('14.3', STARTED, 'fi')).toBe(true);
    expect(finds('14.3', STARTED - 32 * MINUTE, 'fi')).toBe(false);
  });

  it('begins at the hour: minutes and seconds are no time of day', () => {
    expect(finds('35:07', STARTED, 'cs')).toBe(false);
    expect(finds('4:35', STARTED, 'cs')).toBe(false);
  });

  it('is taken by the clock on the wall, in summer as in winter', () => {
    expect(finds('14:35', Date.UTC(2026, 6, 1, 12, 35), 'cs')).toBe(true);
    expect(finds('14:35', Date.UTC(2026, 0, 1, 13, 35), 'cs')).toBe(true);
    expect(finds('19:05', Date.UTC(2026, 0, 1, 13, 35), 'cs', 'Asia/Kolkata')).toBe(true);
  });
});

describe('A text that is no date', () => {
  it.each([
    ...[
      '',
      ' ',
      '1 session',
      'uploaded 20 keys',
      'Completed',
      'a',
      'o',
      'de',
      'am',
      'PM',
      'in',
      'T',
    ],
    ...[
      '20',
      '5',
      '07',
      '202',
      '20261',
      '23.',
      '14:',
      '100 %',
      '%',
      '_',
      '-',
      '...',
      '0.2.13',
      '10.0.0.5',
    ],
    ...[
      'ember',
      'vember 2026',
      'Martin',
      'Maya',
      'marketing',
      'page 2',
      'HTTP 500',
      'v4.26.2',
      'Monday',
    ],
    ...[
      '13/45/2026',
      '99:99',
      '24:35',
      '14:61',
      '2026-13',
      '31. 2. 2026',
      '20 20',
      '5 10',
      '2026-11-23T99:00Z',
    ],
    ...['constructor', '\u0000', '\ud800', '\ue000', '\n', '$', 'null', 'NaN', '1e3', '%31'],
  ])('%j finds nothing by its start', (text) => {
    for (const locale of [...LOCALES, 'vi']) expect(search(text, locale)).toEqual([]);
  });

  it('finds nothing where every day shows it', () => {
    expect(search('tháng', 'vi')).toEqual([]);
    expect(finds('tháng 11', STARTED, 'vi')).toBe(true);
  });
});

describe('What a search may cost', () => {
  const decade = { locale: 'en', timeZone: 'UTC', earliest: LATEST - 3650 * DAY, latest: LATEST };

  it('is bounded: the latest ranges are returned where there are too many', () => {
    const ranges = startedAtRanges('14:35', decade);
    expect(ranges).toHaveLength(MAX_RANGES);
    expect(new Date(ranges[MAX_RANGES - 1].from).toISOString()).toBe('2026-12-30T14:35:00.000Z');
    expect(new Date(ranges[0].from).toISOString()).toBe('2025-11-26T14:35:00.000Z');
  });

  it('does not cut what needs few ranges', () => {
    expect(startedAtRanges('November', decade)).toHaveLength(10);
    expect(startedAtRanges('Nov 23', decade)).toHaveLength(10);
  });

  it('does not look further back than its span', () => {
    const [first] = startedAtRanges('Nov 23', { ...decade, earliest: 0 });
    expect(LATEST - first.from).toBeLessThanOrEqual(MAX_SPAN_MS);
    expect(new Date(first.from).getUTCFullYear()).toBe(2015);
  });

  it('returns nothing where there are no sessions, or none at a possible time', () => {
    expect(startedAtRanges('Nov 23', { ...decade, earliest: LATEST + 1 })).toEqual([]);
    for (const at of [8.64e15, -8.64e15, NaN, Infinity]) {
      expect(startedAtRanges('Nov 23', { ...decade, earliest: at, latest: at })).toEqual([]);
    }
  });

  it('finds a single session exactly at both its bounds', () => {
    const only = { ...decade, earliest: STARTED, latest: STARTED };
    expect(startedAtRanges('Nov 23', only)).toEqual([{ from: STARTED, to: STARTED + 1 }]);
  });

  it('needs a zone that exists, and takes English for a language that is none', () => {
    expect(() => startedAtRanges('Nov 23', { ...decade, timeZone: 'Mars/Olympus' })).toThrow(
      RangeError
    );
    expect(startedAtRanges('Nov 23', { ...decade, locale: 'not a language' })).toHaveLength(10);
  });
});

import { describe, expect, it } from 'vitest';
import { dayLabelsOf, digitsOf } from '../../../server/domain/date-search/day-labels';
import { SLOTS } from '../../../server/domain/date-search/digit-slots';
import { foldDateText, padNumbers } from '../../../server/domain/date-search/fold';

const DAY_MS = 86_400_000;

const LOCALES = (
  'en en-GB en-CA de cs fr fr-CA ja zh-TW ko ar ar-EG ar-SA fa hi ru es pt-BR hu vi fi bg th he eu ' +
  'lt lv my bn ur th-u-nu-thai ja-u-ca-japanese zh-u-ca-roc en-u-ca-hebrew en-u-ca-chinese ' +
  'zh-u-ca-chinese am-u-ca-ethiopic ar-u-ca-islamic he-u-ca-hebrew-nu-hebr'
).split(' ');

const FORMATS: Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'medium' },
  { dateStyle: 'long' },
  { dateStyle: 'full' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'short' },
  { month: 'long' },
];

const daysOf = (year: number) =>
  Array.from({ length: 366 }, (_, index) => Date.UTC(year, 0, 1) / DAY_MS + index);

const format = (locale: string, options: Intl.DateTimeFormatOptions, days: number[]) => {
  const written = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  return days.map((day) => padNumbers(foldDateText(written.format(day * DAY_MS))));
};

const labelsOn = (locale: string, day: number) => {
  const digits = digitsOf(day);
  return dayLabelsOf(locale)(day)
    .filter(({ days }) => [...days].every((one, index) => [' ', digits[index]].includes(one)))
    .map(({ text }) => Array.from(text, (char) => digits[SLOTS.indexOf(char)] ?? char).join(''));
};

describe('The forms in which a day is found', () => {
  it.each(LOCALES)('are those that Intl itself writes on each day, in %s', (locale) => {
    for (const year of [2024, 2027]) {
      const days = daysOf(year);
      const expected = FORMATS.map((options) => format(locale, options, days));
      const missing = days.flatMap((day, index) => {
        const labels = labelsOn(locale, day);
        return expected.map((texts) => texts[index]).filter((text) => !labels.includes(text));
      });
      expect(missing).toEqual([]);
    }
  });

  it('hold the ISO date, English and numbers in the order of the language', () => {
    const day = Date.UTC(2026, 10, 3) / DAY_MS;
    expect(labelsOn('de', day)).toEqual(
      expect.arrayContaining([
        ...['nov 03 2026', '03 nov 2026', 'november 03 2026', '03 november 2026'],
        ...['2026-11-03', '2026/11/03', '03.11.2026', '03/11/2026', '03-11-2026', '11/2026'],
        ...['tuesday november 03 2026', 'tuesday 03 november 2026'],
      ])
    );
    expect(labelsOn('en', day)).toContain('11/03/2026');
  });
});

import fc from 'fast-check';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import en from '../../admin/translations/en.json';
import { durationMessage, percentDone, relativeTime } from '../../admin/utils/formats';
import { splitMatches } from '../../admin/utils/matches';
import { pageItems } from '../../admin/utils/page-numbers';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const intl = createIntl({ locale: 'en', messages: en });

const shown = (milliseconds: number) => {
  const { id, values } = durationMessage(milliseconds);
  return intl.formatMessage({ id }, values);
};

describe('a duration', () => {
  it.each([
    [-5 * MINUTE, '0 ms'],
    [0, '0 ms'],
    [850, '850 ms'],
    [999, '999 ms'],
    [SECOND, '1 s'],
    [4 * SECOND + 999, '4.9 s'],
    [10 * SECOND - 1, '9.9 s'],
    [10 * SECOND, '10 s'],
    [12 * SECOND + 400, '12 s'],
    [MINUTE - 1, '59 s'],
    [MINUTE, '1 min 0 s'],
    [90 * SECOND, '1 min 30 s'],
    [HOUR - 1, '59 min 59 s'],
    [2 * HOUR + 5 * MINUTE + 59 * SECOND, '2 h 5 min'],
    [30 * HOUR, '30 h 0 min'],
  ])('of %d ms reads as %s', (milliseconds, text) => {
    expect(shown(milliseconds)).toBe(text);
  });
});

describe('how long ago', () => {
  const now = Date.UTC(2026, 10, 23, 12);
  it.each([
    [0, '0', 'second'],
    [59 * SECOND, '-59', 'second'],
    [MINUTE, '-1', 'minute'],
    [HOUR - 1, '-59', 'minute'],
    [26 * HOUR, '-1', 'day'],
    [400 * 24 * HOUR, '-1', 'year'],
  ])('%d ms is shown in the largest unit that fits', (ago, value, unit) => {
    const distance = relativeTime(now - ago, now);
    expect([String(distance.value), distance.unit]).toEqual([value, unit]);
  });
});

describe('highlighting what was searched for', () => {
  const highlighted = (text: string, search: string) =>
    splitMatches(text, search)
      .filter(({ isMatch }) => isMatch)
      .map((part) => part.text);

  it('highlights each occurrence, whatever its case', () => {
    expect(highlighted('Uploaded 20 articles; Articles were new', 'ARTICLES')).toEqual([
      'articles',
      'Articles',
    ]);
  });

  it('takes signs literally', () => {
    expect(highlighted('50 % of a_b (done)', '%')).toEqual(['%']);
    expect(highlighted('a.b acb', 'a.b')).toEqual(['a.b']);
  });

  it('takes any white space for any other, as in dates that are typed', () => {
    expect(highlighted('23. 11.\u00a02026\u202f14:35', '23. 11. 2026 14:35')).toEqual([
      '23. 11.\u00a02026\u202f14:35',
    ]);
  });

  it('highlights nothing for an empty search', () => {
    expect(highlighted('anything', '  ')).toEqual([]);
  });

  it('never loses a character of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, search) => {
        expect(
          splitMatches(text, search)
            .map((part) => part.text)
            .join('')
        ).toBe(text);
      })
    );
  });
});

describe('the pages offered', () => {
  it.each([
    [1, 1, '1'],
    [1, 2, '1 2'],
    [3, 5, '1 2 3 4 5'],
    [1, 20, '1 2 3 4 … 20'],
    [4, 20, '1 2 3 4 5 … 20'],
    [5, 20, '1 … 4 5 6 … 20'],
    [17, 20, '1 … 16 17 18 19 20'],
    [20, 20, '1 … 17 18 19 20'],
  ])('on page %d of %d are %s', (page, pageCount, expected) => {
    const items = pageItems(page, pageCount).map((item) => (typeof item === 'number' ? item : '…'));
    expect(items.join(' ')).toBe(expected);
  });

  it('always hold the first, the last and the present one, in order and once each', () => {
    const pages = fc
      .integer({ min: 1, max: 500 })
      .chain((count) => fc.tuple(fc.integer({ min: 1, max: count }), fc.constant(count)));
    fc.assert(
      fc.property(pages, ([page, pageCount]) => {
        const numbers = pageItems(page, pageCount).filter((item) => typeof item === 'number');
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => Number(a) - Number(b)));
        expect(numbers).toEqual(expect.arrayContaining([1, page, pageCount]));
      })
    );
  });
});

describe('the progress of a running session', () => {
  it.each([
    [null, null],
    [{ done: 0, total: 0 }, null],
    [{ done: 0, total: 40 }, 0],
    [{ done: 12, total: 40 }, 30],
    [{ done: 50, total: 40 }, 100],
    [{ done: -1, total: 40 }, 0],
  ])('of %j is %s percent', (progress, percent) => {
    expect(percentDone(progress)).toBe(percent);
  });
});

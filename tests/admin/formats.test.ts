import fc from 'fast-check';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import en from '../../admin/translations/en.json';
import type { SummaryPart } from '../../shared/contracts';
import { createShortStartFormat } from '../../shared/format-instant';
import { startedAtRanges } from '../../server/domain/date-search';
import { firstDayOf, quickRangeOf } from '../../admin/utils/days';
import {
  durationMessage,
  elapsedMessage,
  percentDone,
  relativeTime,
} from '../../admin/utils/formats';
import { createServerClock } from '../../admin/utils/server-clock';
import { splitMatches } from '../../admin/utils/matches';
import { pageItems } from '../../admin/utils/page-numbers';
import { summaryText } from '../../admin/utils/summary';

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
    [SECOND, '1.0 s'],
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

describe('the duration of something that runs', () => {
  it.each([
    [-5 * MINUTE, 0],
    [0, 0],
    [340, 0.3],
    [4_982, 4.9],
  ])('is shown in seconds after %d ms', (milliseconds, s) => {
    expect(elapsedMessage(milliseconds)).toEqual({ id: 'duration.tenths', values: { s } });
  });
});

describe('the server’s clock', () => {
  const header = (instant: number) => new Date(instant).toUTCString();

  it('is right within a second whatever the browser’s is, and never ahead', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2 * HOUR, max: 2 * HOUR }),
        fc.array(
          fc.record({
            wait: fc.integer({ min: 0, max: 5_000 }),
            way: fc.integer({ min: 0, max: 300 }),
          }),
          { minLength: 1, maxLength: 20 }
        ),
        (offset, requests) => {
          let server = Date.UTC(2026, 10, 23, 12);
          const browser = () => server - offset;
          const clock = createServerClock(browser);
          requests.forEach(({ wait, way }, index) => {
            server += wait;
            const sentAt = browser();
            server += way;
            const date = header(server);
            server += way;
            const before = clock.now();
            clock.read(date, sentAt);
            expect(clock.now()).toBeLessThanOrEqual(server);
            expect(server - clock.now()).toBeLessThan(SECOND + 300);
            if (index > 0) expect(clock.now()).toBeGreaterThanOrEqual(before);
          });
        }
      )
    );
  });

  it('is read again after the browser’s was set', () => {
    let browser = Date.UTC(2026, 10, 23, 12);
    const clock = createServerClock(() => browser);
    clock.read(header(browser), browser);
    browser += HOUR;
    clock.read(header(browser - HOUR), browser);
    expect(Math.abs(clock.now() - (browser - HOUR))).toBeLessThan(SECOND);
    clock.read(undefined, browser);
    expect(Math.abs(clock.now() - (browser - HOUR))).toBeLessThan(SECOND);
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

describe('a start in one short line', () => {
  const start = Date.UTC(2026, 10, 4, 13, 35, 7);
  const shown = (locale: string, now: number) =>
    createShortStartFormat(locale, 'Europe/Prague')(start, now).replace(/\s/g, ' ');

  it.each([
    ['en', 'Nov 4, 2:35 PM', 'Nov 4, 2026'],
    ['cs', '4. 11. 14:35', '4. 11. 2026'],
    ['de', '4. Nov., 14:35', '04.11.2026'],
    ['fr', '4 nov., 14:35', '4 nov. 2026'],
  ])('is in %s %s, of long ago %s', (locale, recent, old) => {
    expect(shown(locale, start + 20 * 24 * HOUR)).toBe(recent);
    expect(shown(locale, start + 340 * 24 * HOUR)).toBe(old);
  });

  it.each([
    ['en', '7:05 AM'],
    ['cs', '7:05'],
    ['de', '07:05'],
    ['fr', '07:05'],
  ])('has its hours as the session’s page has them, in %s: %s', (locale, time) => {
    const morning = Date.UTC(2026, 10, 4, 6, 5, 7);
    const short = createShortStartFormat(locale, 'Europe/Prague')(morning, morning);
    expect(short.replace(/\s/g, ' ')).toMatch(new RegExp(`[^\\d]${time}$`));
  });

  it.each(['en', 'cs', 'de', 'fr', 'ja', 'pl', 'pt-BR', 'ko', 'vi', 'ar', 'eu'])(
    'finds its session when it is searched for, in %s',
    (locale) => {
      const limits = { earliest: start - 10 * HOUR, latest: start + 10 * HOUR };
      const options = { locale, timeZone: 'Europe/Prague', ...limits };
      for (const days of [20, 340]) {
        const found = startedAtRanges(shown(locale, start + days * 24 * HOUR), options);
        expect(found.some(({ from, to }) => from <= start && start < to)).toBe(true);
      }
    }
  );
});

describe('a quick range', () => {
  const today = new Date(2026, 2, 3, 12);

  it('is known by its first day, whether it ends today or is open', () => {
    expect(firstDayOf(7, today)).toBe('2026-02-25');
    expect(quickRangeOf({ from: '2026-02-25' }, today)).toBe(7);
    expect(quickRangeOf({ from: '2026-03-03', to: '2026-03-03' }, today)).toBe(1);
    expect(quickRangeOf({ from: '2026-02-25', to: '2026-02-26' }, today)).toBeUndefined();
    expect(quickRangeOf({}, today)).toBeUndefined();
  });
});

describe('a summary', () => {
  const summary = 'Uploaded 1,200 keys. Nothing was left out.';
  const parts: SummaryPart[] = [
    { id: 'uploaded', values: { keys: 1_200 } },
    { id: 'complete', values: {} },
  ];
  const inGerman = {
    'localazy-activity-logs.summary.uploaded': '{keys, number} Schlüssel hochgeladen.',
    'localazy-activity-logs.summary.complete': 'Nichts wurde ausgelassen.',
  };
  const shownIn = (
    locale: string,
    messages: Record<string, string>,
    summaryParts: SummaryPart[] | null
  ) => summaryText({ summary, summaryParts }, createIntl({ locale, messages }));

  it('of ours is in the user’s language, numbers by its rules', () => {
    expect(shownIn('de', inGerman, parts)).toBe(
      '1.200 Schlüssel hochgeladen. Nichts wurde ausgelassen.'
    );
  });

  it('is as stored in English, where a sentence has no translation, and where it is not ours', () => {
    expect(shownIn('en', inGerman, parts)).toBe(summary);
    expect(shownIn('de', {}, parts)).toBe(summary);
    expect(shownIn('de', inGerman, null)).toBe(summary);
  });
});

import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/contracts';
import { sequencesParam } from '../../shared/contracts';
import { formatNumbers, keepLines, neededBlocks } from '../../admin/console/blocks';
import {
  formatLineRange,
  parseConsoleState,
  parseLineRange,
  parseSelection,
} from '../../admin/console/console-state';
import type { ConsoleState } from '../../admin/console/console-state';
import { dataSections, dataText } from '../../admin/console/data-sections';
import { beginningOf } from '../../admin/console/line-text';
import { outcomeTable } from '../../admin/console/outcome-table';
import { appendOutline, createLogView, positionOf, stepFrom } from '../../admin/console/outline';

/** Lines 1 to 9: line 4 isn't stored. */
const LEVELS = 'idw.eidwe';

const DEFAULT_STATE = parseConsoleState('');
const stateOf = (patch: Partial<ConsoleState>): ConsoleState => ({ ...DEFAULT_STATE, ...patch });
const viewOf = (patch: Partial<ConsoleState>, found?: [number, number][]) =>
  createLogView({ levels: LEVELS, state: stateOf(patch), found });
const listedOf = (...given: Parameters<typeof viewOf>) => [...(viewOf(...given)?.listed ?? [])];

describe('the lines that the console lists', () => {
  it('are all that are stored, but debug lines only with Verbose', () => {
    expect(listedOf({})).toEqual([1, 3, 5, 6, 8, 9]);
    expect(listedOf({ verbose: true })).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
  });

  it('are those of the chosen levels, debug too', () => {
    expect(listedOf({ level: ['error', 'debug'] })).toEqual([2, 5, 7, 9]);
  });

  it('are the matches of a search, or all lines where it is shown in context', () => {
    const found: [number, number][] = [
      [2, 5],
      [9, 9],
    ];
    expect(listedOf({ search: 'x' }, found)).toEqual([3, 5, 9]);
    expect(listedOf({ search: 'x', context: true }, found)).toEqual([1, 3, 5, 6, 8, 9]);
    expect([...(viewOf({ search: 'x', context: true }, found)?.matches ?? [])]).toEqual([3, 5, 9]);
  });

  it('are unknown until the search was looked up, but not in context', () => {
    expect(viewOf({ search: 'x' })).toBeNull();
    expect(listedOf({ search: 'x', context: true })).toEqual([1, 3, 5, 6, 8, 9]);
    expect(viewOf({ search: 'x', context: true })?.matches).toBeUndefined();
  });

  it('are counted by level whichever levels are chosen; of a search, its matches', () => {
    const all = { debug: 2, info: 2, warn: 2, error: 2 };
    expect(viewOf({ level: ['error'] })?.levelCounts).toEqual(all);
    expect(viewOf({ search: 'x' }, [[2, 5]])?.levelCounts).toEqual({
      debug: 1,
      info: 0,
      warn: 1,
      error: 1,
    });
  });

  it('are none of those that a search found before the outline had them', () => {
    expect(listedOf({ search: 'x' }, [[9, 12]])).toEqual([9]);
  });
});

describe('a link to a line', () => {
  const landing = (sequence: number, ...given: Parameters<typeof viewOf>) =>
    viewOf(...given)?.stateListing(sequence);

  it('changes nothing where the line is listed, or where there is none', () => {
    expect(landing(3, {})).toEqual(DEFAULT_STATE);
    expect(landing(4, {})).toEqual(DEFAULT_STATE);
    expect(landing(99, {})).toEqual(DEFAULT_STATE);
  });

  it('shows debug lines where the line is one', () => {
    expect(landing(2, {})).toEqual(stateOf({ verbose: true }));
  });

  it('gives up the chosen levels where the line has another', () => {
    expect(landing(9, { level: ['warn'] })).toEqual(DEFAULT_STATE);
  });

  it('shows a search in context where the line is no match', () => {
    expect(landing(9, { search: 'x' }, [[1, 3]])).toEqual(stateOf({ search: 'x', context: true }));
    expect(landing(2, { search: 'x' }, [[1, 3]])).toEqual(stateOf({ search: 'x', verbose: true }));
  });
});

describe('a step', () => {
  const numbers = Uint32Array.of(5, 9, 20);

  it.each([
    [0, 'next', 5],
    [5, 'next', 9],
    [20, 'next', 5],
    [9, 'previous', 5],
    [5, 'previous', 20],
    [6, 'previous', 5],
  ] as const)('from line %d to the %s is at line %d', (from, direction, to) => {
    expect(stepFrom(numbers, from, direction)).toBe(to);
  });

  it('goes nowhere where there are no such lines', () => {
    expect(stepFrom(new Uint32Array(), 3, 'next')).toBeUndefined();
    expect(stepFrom(new Uint32Array(), 3, 'previous')).toBeUndefined();
  });

  it('counts from 1', () => {
    expect(positionOf(numbers, 20)).toEqual({ ordinal: 3, total: 3 });
    expect(positionOf(numbers, 8)).toBeNull();
  });
});

describe('an outline that grows', () => {
  it('takes what follows the last line known', () => {
    expect(appendOutline({ last: 3, levels: 'iii' }, { last: 5, levels: 'we' })).toEqual({
      last: 5,
      levels: 'iiiwe',
    });
  });

  it('is not changed by a response that came late or has nothing new', () => {
    const known = { last: 5, levels: 'iiiwe' };
    expect(appendOutline(known, { last: 5, levels: '' })).toEqual(known);
    expect(appendOutline(known, { last: 4, levels: 'w' })).toEqual(known);
  });

  it('takes a line once where two responses overlap', () => {
    expect(appendOutline({ last: 4, levels: 'iiiw' }, { last: 5, levels: 'we' })).toEqual({
      last: 5,
      levels: 'iiiwe',
    });
  });
});

describe('the lines to load', () => {
  const listed = Uint32Array.from({ length: 250 }, (_, index) => 2 * index + 1);
  const firsts = (start: number, end: number) =>
    neededBlocks(listed, { start, end }).map(([first]) => first);

  it('are those on screen first, then the neighbours that there are', () => {
    expect(firsts(0, 30)).toEqual([1, 201]);
    expect(firsts(90, 120)).toEqual([1, 201, 401]);
    expect(firsts(210, 249)).toEqual([401, 201]);
    expect(neededBlocks(new Uint32Array(), { start: 0, end: 12 })).toEqual([]);
  });

  it('are named in the form that the route takes', () => {
    expect(formatNumbers([4, 7, 9, 10, 11, 40])).toBe('4,7,9-11,40');
    neededBlocks(listed, { start: 0, end: 249 }).forEach((block) =>
      expect(sequencesParam.safeParse(formatNumbers([...block])).success).toBe(true)
    );
  });

  it('are kept up to a limit, the latest ones', () => {
    const entry = (sequence: number): Entry => ({
      sequence,
      timestamp: 0,
      level: 'info',
      message: '',
      data: null,
      content: null,
    });
    const kept = new Map<number, Entry>();
    keepLines(kept, [1, 2, 3].map(entry), 4);
    keepLines(kept, [4, 5, 6].map(entry), 4);
    expect([...kept.keys()]).toEqual([3, 4, 5, 6]);
  });
});

describe('a range of lines in an address', () => {
  it.each([
    ['42', { first: 42, last: 42 }, '42'],
    ['42-60', { first: 42, last: 60 }, '42-60'],
    ['60-42', { first: 42, last: 60 }, '42-60'],
  ])('%s is a range', (text, range, formatted) => {
    expect(parseLineRange(text)).toEqual(range);
    expect(formatLineRange(range)).toBe(formatted);
  });

  it.each(['', '0', '-3', 'x', '1-', '99999999999999999999'])('%s is none', (text) => {
    expect(parseLineRange(text)).toBeNull();
  });

  it('is in the query, or as in earlier versions in the hash, which then counts', () => {
    expect(parseSelection({ search: '?verbose=1&line=4-6', hash: '' })).toEqual({
      first: 4,
      last: 6,
    });
    expect(parseSelection({ search: '', hash: '#7' })).toEqual({ first: 7, last: 7 });
    expect(parseSelection({ search: '?line=4', hash: '#7' })).toEqual({ first: 7, last: 7 });
    expect(parseSelection({ search: '?line=x', hash: '#top' })).toBeNull();
  });
});

describe('errors that repeat the line before', () => {
  const levels = 'ieeeieei';
  const repeats: [number, number][] = [
    [3, 4],
    [7, 7],
  ];
  const folded = (unfolded: number[] = [], patch: Partial<ConsoleState> = {}) =>
    createLogView({ levels, state: stateOf(patch), repeats, unfolded: new Set(unfolded) });

  it('are folded into the first of them, which has their number', () => {
    expect([...(folded()?.listed ?? [])]).toEqual([1, 2, 5, 6, 8]);
    expect([2, 3, 5, 6].map((line) => folded()?.repeatsOf(line))).toEqual([2, 0, 0, 1]);
    expect(folded()?.levelCounts.error).toBe(5);
  });

  it('are listed where they are unfolded', () => {
    expect([...(folded([2])?.listed ?? [])]).toEqual([1, 2, 3, 4, 5, 6, 8]);
    expect(folded([2])?.repeatsOf(2)).toBe(2);
    expect(folded([2])?.firstOf(4)).toBeUndefined();
  });

  it('are found by a link, which leads to the first of them', () => {
    expect(folded()?.firstOf(4)).toBe(2);
    expect(folded()?.firstOf(2)).toBeUndefined();
    expect(folded()?.stateListing(4)).toEqual(DEFAULT_STATE);
    expect(folded([], { level: ['info'] })?.stateListing(4)).toEqual(DEFAULT_STATE);
  });

  it('are one step', () => {
    const view = folded();
    expect([...(view?.withoutFolded(view.ofLevel('error')) ?? [])]).toEqual([2, 6]);
  });
});

describe('lines about chosen content', () => {
  const state = { type: 'api::article.article', locale: 'de' };

  it('are listed alone, debug lines too', () => {
    expect(listedOf(state, [[1, 5]])).toEqual([1, 2, 3, 5]);
    expect(listedOf({ ...state, context: true, search: 'x' }, [[1, 5]])).toEqual([1, 2, 3, 5]);
  });

  it('are given up by a link to another line', () => {
    expect(viewOf(state, [[1, 3]])?.stateListing(9)).toEqual(DEFAULT_STATE);
  });
});

describe('a message', () => {
  it('of more than ten lines, or as long, is folded', () => {
    expect(beginningOf('a\n'.repeat(9) + 'b')).toBeNull();
    expect(beginningOf('a\n'.repeat(11))).toBe('a\n'.repeat(9) + 'a');
    expect(beginningOf('x'.repeat(5_000))).toHaveLength(1_600);
  });
});

describe('the data of a line', () => {
  const error = {
    name: 'ValidationError',
    message: 'title must be unique',
    stack: [
      'ValidationError: title must be unique',
      '    at save (/app/src/article.js:1:2)',
      '    at run (/app/node_modules/koa/index.js:3:4)',
      '    at process (node:internal/process:5:6)',
      '    at start (/app/src/index.js:7:8)',
    ].join('\n'),
    path: ['title'],
    cause: { message: 'SQLITE_CONSTRAINT', stack: 'Error\n    at x (/app/node_modules/db.js:1:1)' },
  };

  it('is what an error says, then its stack, then other values, then its cause', () => {
    expect(dataSections(error, 'Cannot update an entry')).toEqual([
      {
        label: null,
        text: 'ValidationError: title must be unique',
        stack: [
          { isLibrary: false, frames: ['at save (/app/src/article.js:1:2)'] },
          {
            isLibrary: true,
            frames: [
              'at run (/app/node_modules/koa/index.js:3:4)',
              'at process (node:internal/process:5:6)',
            ],
          },
          { isLibrary: false, frames: ['at start (/app/src/index.js:7:8)'] },
        ],
        json: JSON.stringify({ path: ['title'] }, null, 2),
      },
      {
        label: 'cause',
        text: 'SQLITE_CONSTRAINT',
        stack: [{ isLibrary: false, frames: ['at x (/app/node_modules/db.js:1:1)'] }],
        json: null,
      },
    ]);
  });

  it('does not repeat what the line says', () => {
    const [own, cause] = dataSections(error, 'title must be unique: SQLITE_CONSTRAINT');
    expect([own.text, cause.text]).toEqual(['ValidationError', null]);
  });

  it('leaves out what Strapi’s logger writes on an error', () => {
    const stack = 'Error: no\n    at a (/app/a.js:1:1)\n    at b (/app/node_modules/b.js:1:1)';
    const logged = { message: 'no', stack, level: 'error', timestamp: '2026-11-27 07:00:00.000' };
    expect(dataText(logged, 'no').split('\n')).toEqual([
      'at a (/app/a.js:1:1)',
      '… 1 library frame',
    ]);
    expect(dataText({ ...logged, timestamp: 5 }, 'no')).toContain('"level": "error"');
  });

  it('is formatted JSON where it is no error', () => {
    const json = '{\n  "ms": 5\n}';
    expect(dataSections({ ms: 5 }, 'Slow')).toEqual([{ label: null, text: null, stack: [], json }]);
    expect(dataText([1], '')).toBe('[\n  1\n]');
    expect(dataText({}, '')).toBe('');
  });

  it('is the same as text, with the number of library frames', () => {
    expect(dataText(error, 'Cannot update an entry').split('\n')).toEqual([
      'ValidationError: title must be unique',
      'at save (/app/src/article.js:1:2)',
      '… 2 library frames',
      'at start (/app/src/index.js:7:8)',
      '{',
      '  "path": [',
      '    "title"',
      '  ]',
      '}',
      'cause:',
      'SQLITE_CONSTRAINT',
      'at x (/app/node_modules/db.js:1:1)',
    ]);
  });
});

describe('the outcome as a table', () => {
  it('is content types by languages, in order, without a language last', () => {
    const counts = { created: 1, updated: 0, failed: 0, skipped: 0, sent: 0 };
    const rows = [
      { type: 'api::page.page', locale: null, ...counts },
      { type: 'api::article.article', locale: 'de', ...counts },
      { type: 'api::article.article', locale: 'cs', ...counts },
    ];
    const { types, locales } = outcomeTable({ rows });
    expect(locales).toEqual(['cs', 'de', null]);
    expect(types.map(({ type }) => type)).toEqual(['api::page.page', 'api::article.article']);
    expect(types[1].cells.get('cs')).toEqual(counts);
  });
});

import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/contracts';
import { sequencesParam } from '../../shared/contracts';
import { formatNumbers, keepLines, neededBlocks } from '../../admin/console/blocks';
import {
  formatLineRange,
  parseConsoleState,
  parseLineRange,
} from '../../admin/console/console-state';
import type { ConsoleState } from '../../admin/console/console-state';
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
    });
    const kept = new Map<number, Entry>();
    keepLines(kept, [1, 2, 3].map(entry), 4);
    keepLines(kept, [4, 5, 6].map(entry), 4);
    expect([...kept.keys()]).toEqual([3, 4, 5, 6]);
  });
});

describe('a range of lines in an address', () => {
  it.each([
    ['#42', { first: 42, last: 42 }, '#42'],
    ['#42-60', { first: 42, last: 60 }, '#42-60'],
    ['#60-42', { first: 42, last: 60 }, '#42-60'],
  ])('%s is a range', (hash, range, formatted) => {
    expect(parseLineRange(hash)).toEqual(range);
    expect(formatLineRange(range)).toBe(formatted);
  });

  it.each(['', '#', '#0', '#-3', '#x', '#1-', '#99999999999999999999'])('%s is none', (hash) => {
    expect(parseLineRange(hash)).toBeNull();
  });
});

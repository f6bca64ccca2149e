import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryLevelSchema, LEVEL_LETTERS, MISSING_LETTER } from '../../shared/contracts';
import type { EntryLevel, Outline } from '../../shared/contracts';
import { formatNumbers, neededBlocks } from '../../admin/console/blocks';
import { formatConsoleState, parseConsoleState } from '../../admin/console/console-state';
import type { ConsoleState } from '../../admin/console/console-state';
import {
  appendOutline,
  createLogView,
  hasNumber,
  indexAtOrAfter,
  levelOf,
  positionOf,
  stepFrom,
} from '../../admin/console/outline';

const LEVELS = entryLevelSchema.options;

/** A line as the server has it. */
interface Line {
  sequence: number;
  level: EntryLevel;
  /** Whether it was dropped so far, so that the server doesn't have it yet. */
  isMissing: boolean;
  isMatch: boolean;
}

const anyLine = fc.record({
  level: fc.constantFrom(...LEVELS),
  isMissing: fc.boolean(),
  isMatch: fc.boolean(),
});
const anyLines = fc.array(anyLine, { maxLength: 30 });
const anyState: fc.Arbitrary<ConsoleState> = fc.record({
  search: fc.constantFrom('', 'key'),
  context: fc.boolean(),
  level: fc.subarray([...LEVELS]),
  verbose: fc.boolean(),
  type: fc.constantFrom(undefined, 'api::article.article'),
  locale: fc.constant(undefined),
});

/** Whether the server has to find lines: by a text or by what they are about. */
const isSearched = ({ search, type }: ConsoleState) => search !== '' || type !== undefined;

/** What happens while the console is open: lines are logged, some dropped; some of those come late. */
const anyStep = fc.oneof(
  fc.record({ type: fc.constant('log' as const), lines: anyLines }),
  fc.record({ type: fc.constant('fill' as const) }),
  fc.record({ type: fc.constant('refresh' as const) })
);

const letterOf = ({ isMissing, level }: Line) =>
  isMissing ? MISSING_LETTER : LEVEL_LETTERS[level];

/** The server's response to a request for an outline. */
const outlineOf = (lines: Line[], after: number): Outline => ({
  last: Math.max(after, lines.length),
  levels: lines.slice(after).map(letterOf).join(''),
});

/** The server's response to a search, one range a line or joined ones. */
const rangesOf = (lines: Line[]): [number, number][] => {
  const ranges: [number, number][] = [];
  lines.forEach(({ sequence, isMatch, isMissing }) => {
    if (isMissing || !isMatch) return;
    const last = ranges.at(-1);
    if (last && last[1] === sequence - 1) last[1] = sequence;
    else ranges.push([sequence, sequence]);
  });
  return ranges;
};

/** Which lines are listed, read from the rules of the page line by line. */
const naive = (lines: Line[], state: ConsoleState) => {
  const { search, context, level, verbose, type } = state;
  const stored = lines.filter(({ isMissing }) => !isMissing);
  const isShown = (line: Line) =>
    level.length > 0 ? level.includes(line.level) : verbose || type || line.level !== 'debug';
  const scope = stored.filter(({ isMatch }) => !isSearched(state) || (context && !type) || isMatch);
  const numbers = (some: Line[]) => some.map(({ sequence }) => sequence);
  return {
    listed: numbers(scope.filter(isShown)),
    matches: search ? numbers(stored.filter((line) => line.isMatch && isShown(line))) : undefined,
    ofLevel: (wanted: EntryLevel) => numbers(scope.filter((line) => line.level === wanted)),
  };
};

const expectSameView = (known: Line[], levels: string, state: ConsoleState) => {
  const found = isSearched(state) ? rangesOf(known) : undefined;
  const view = createLogView({ levels, state, found });
  const expected = naive(known, state);
  expect([...(view?.listed ?? [])]).toEqual(expected.listed);
  expect(view?.matches && [...view.matches]).toEqual(expected.matches);
  LEVELS.forEach((level) => {
    expect([...(view?.ofLevel(level) ?? [])]).toEqual(expected.ofLevel(level));
    expect(view?.levelCounts[level]).toBe(expected.ofLevel(level).length);
  });
};

/** Plays what happens to a session, and returns the lines of the server and those of the console. */
const play = (steps: (typeof anyStep extends fc.Arbitrary<infer Step> ? Step : never)[]) => {
  const server: Line[] = [];
  let known: Line[] = [];
  let outline: Outline = { last: 0, levels: '' };
  for (const step of steps) {
    if (step.type === 'log') {
      step.lines.forEach((line) => server.push({ ...line, sequence: server.length + 1 }));
    } else if (step.type === 'fill') {
      server.forEach((line) => (line.isMissing = false));
    } else {
      outline = appendOutline(outline, outlineOf(server, outline.last));
      known = [...known, ...server.slice(known.length).map((line) => ({ ...line }))];
    }
  }
  return { server, known, outline };
};

describe('whatever is logged, dropped and comes late', () => {
  it('the console lists what a filter over all the lines that it knows of lists', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), anyState, (steps, state) => {
        const { known, outline } = play(steps);
        expectSameView(known, outline.levels, state);
      })
    );
  });

  it('and after the end, when the outline is read again, over all the lines that there are', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), anyState, (steps, state) => {
        const { server } = play(steps);
        expectSameView(server, outlineOf(server, 0).levels, state);
      })
    );
  });

  it('a link to any line leads to a state in which that line is listed', () => {
    fc.assert(
      fc.property(anyLines, anyState, (given, state) => {
        const lines = given.map((line, index) => ({ ...line, sequence: index + 1 }));
        const { levels } = outlineOf(lines, 0);
        const found = isSearched(state) ? rangesOf(lines) : undefined;
        const view = createLogView({ levels, state, found });
        lines.forEach(({ sequence, isMissing, level }) => {
          expect(levelOf(levels, sequence)).toBe(isMissing ? undefined : level);
          const next = view?.stateListing(sequence) ?? state;
          if (isMissing) expect(next).toEqual(state);
          else expect(naive(lines, next).listed).toContain(sequence);
        });
      })
    );
  });
});

describe('every look-up', () => {
  const anyNumbers = fc
    .uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 200 })
    .map((numbers) => [...numbers].sort((one, other) => one - other));

  it('returns what a search through all numbers returns', () => {
    fc.assert(
      fc.property(anyNumbers, fc.integer({ min: 0, max: 301 }), (numbers, wanted) => {
        const typed = Uint32Array.from(numbers);
        const after = numbers.findIndex((number) => number >= wanted);
        expect(indexAtOrAfter(typed, wanted)).toBe(after < 0 ? numbers.length : after);
        expect(hasNumber(typed, wanted)).toBe(numbers.includes(wanted));
        expect(positionOf(typed, wanted)).toEqual(
          numbers.includes(wanted)
            ? { ordinal: numbers.indexOf(wanted) + 1, total: numbers.length }
            : null
        );
        expect(stepFrom(typed, wanted, 'next')).toBe(
          numbers.find((number) => number > wanted) ?? numbers[0]
        );
        expect(stepFrom(typed, wanted, 'previous')).toBe(
          numbers.findLast((number) => number < wanted) ?? numbers.at(-1)
        );
      })
    );
  });

  it('of lines to load names each listed line on screen, and none that is not listed', () => {
    fc.assert(
      fc.property(anyNumbers, fc.nat(250), fc.nat(60), (numbers, start, count) => {
        const blocks = neededBlocks(Uint32Array.from(numbers), { start, end: start + count });
        const loaded = blocks.flatMap((block) =>
          formatNumbers([...block])
            .split(',')
            .flatMap((range) => {
              const [first, last = first] = range.split('-').map(Number);
              return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
            })
        );
        expect(loaded).toEqual(expect.arrayContaining(numbers.slice(start, start + count + 1)));
        expect(loaded.every((number) => numbers.includes(number))).toBe(true);
        expect(new Set(loaded).size).toBe(loaded.length);
      })
    );
  });
});

it('an address restores the state of the console', () => {
  fc.assert(
    fc.property(anyState, fc.string({ unit: 'binary', maxLength: 200 }), (state, text) => {
      const searched = { ...state, search: text.trim() };
      expect(parseConsoleState(formatConsoleState(searched))).toEqual(searched);
    })
  );
});

import { entryLevelSchema, LEVEL_LETTERS } from '../../shared/contracts';
import type { EntryLevel, Matches, Outline } from '../../shared/contracts';
import { listsMatchesOnly, revealing, shownLevels } from './console-state';
import type { ConsoleState } from './console-state';

const LEVELS = entryLevelSchema.options;

/** Numbers of lines as ascending ranges, both ends included. */
type NumberRanges = Matches['matches'];

/** Adds the response to a request for what follows the known lines. */
export const appendOutline = (known: Outline, added: Outline): Outline => {
  const count = added.last - known.last;
  return count > 0
    ? { last: added.last, levels: known.levels + added.levels.slice(-count) }
    : known;
};

/** Undefined where there is no such line, or it isn't stored. */
export const levelOf = (levels: string, sequence: number): EntryLevel | undefined =>
  LEVELS.find((level) => LEVEL_LETTERS[level] === levels.charAt(sequence - 1));

/** Undefined where there is no line of the level. */
export const firstOfLevel = (levels = '', level: EntryLevel): number | undefined =>
  levels.indexOf(LEVEL_LETTERS[level]) + 1 || undefined;

/** The numbers of the lines of some levels, ascending; with `ranges`, of the lines in them. */
const selectLines = (
  levels: string,
  wanted: readonly EntryLevel[],
  ranges: NumberRanges = [[1, levels.length]]
): Uint32Array => {
  const codes = new Set(wanted.map((level) => LEVEL_LETTERS[level].charCodeAt(0)));
  const numbers = new Uint32Array(levels.length);
  let count = 0;
  for (const [first, last] of ranges) {
    for (let sequence = first; sequence <= Math.min(last, levels.length); sequence += 1) {
      if (codes.has(levels.charCodeAt(sequence - 1))) numbers[count++] = sequence;
    }
  }
  return numbers.slice(0, count);
};

/** The first of sorted items that isn't before what is looked for, by its index; `length` where all are. */
const firstIndex = (length: number, isBefore: (index: number) => boolean): number => {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The index of a number in ascending numbers; where it isn't among them, of the next higher one. */
export const indexAtOrAfter = (numbers: Uint32Array, wanted: number): number =>
  firstIndex(numbers.length, (index) => numbers[index] < wanted);

export const hasNumber = (numbers: Uint32Array, wanted: number) =>
  numbers[indexAtOrAfter(numbers, wanted)] === wanted;

export type StepDirection = 'next' | 'previous';

/** The nearest number after or before another; past the end the first, and the other way round. */
export const stepFrom = (
  numbers: Uint32Array,
  from: number,
  direction: StepDirection
): number | undefined => {
  const { length } = numbers;
  const index =
    direction === 'next'
      ? indexAtOrAfter(numbers, from + 1)
      : indexAtOrAfter(numbers, from) - 1 + length;
  return length > 0 ? numbers[index % length] : undefined;
};

/** "3 of 8": a number's position among others, from 1. */
interface Position {
  ordinal: number;
  total: number;
}

/** Null where the number isn't among them. */
export const positionOf = (numbers: Uint32Array, sequence: number): Position | null => {
  const index = indexAtOrAfter(numbers, sequence);
  return numbers[index] === sequence ? { ordinal: index + 1, total: numbers.length } : null;
};

/** The one of ascending ranges that a number is in. */
const rangeOf = (ranges: NumberRanges, wanted: number) => {
  const range = ranges.at(firstIndex(ranges.length, (index) => ranges[index][1] < wanted));
  return range && range[0] <= wanted ? range : undefined;
};

/**
 * Errors that repeat the line before are folded into the first of them, unless that is among the
 * `unfolded`. `ranges` are the repeating lines, without their first.
 */
const createFolding = (ranges: NumberRanges, unfolded: ReadonlySet<number>) => {
  const folded = ranges.filter(([from]) => !unfolded.has(from - 1));
  return {
    shown: (numbers: Uint32Array) =>
      folded.length > 0 ? numbers.filter((number) => !rangeOf(folded, number)) : numbers,
    /** The line that a line is folded into. */
    firstOf: (sequence: number) => {
      const range = rangeOf(folded, sequence);
      return range && range[0] - 1;
    },
    /** How many lines repeat this one, folded or not. */
    repeatsOf: (sequence: number) => {
      const range = rangeOf(ranges, sequence + 1);
      return range?.[0] === sequence + 1 ? range[1] - sequence : 0;
    },
  };
};

/** Which lines of a session the console lists, by their numbers. */
export interface LogView {
  listed: Uint32Array;
  /** Those that the search finds; undefined without a search, and while its matches aren't known. */
  matches: Uint32Array | undefined;
  /** Of all lines or, where the matches alone are listed, of the matches; whichever levels are shown. */
  levelCounts: Record<EntryLevel, number>;
  /** The lines that "next error" and "next warning" step through. */
  ofLevel: (level: EntryLevel) => Uint32Array;
  /** Numbers without those of folded lines. */
  withoutFolded: (numbers: Uint32Array) => Uint32Array;
  /** The line that a line is folded into; undefined where it isn't folded. */
  firstOf: (sequence: number) => number | undefined;
  repeatsOf: (sequence: number) => number;
  /** The nearest state to the present one in which a line is listed, once it's unfolded. */
  stateListing: (sequence: number) => ConsoleState;
}

interface LogViewOptions {
  /** An outline's letters, from line 1 on. */
  levels: string;
  state: ConsoleState;
  /** The lines that have the text searched for and the chosen content, as the server found them. */
  found?: NumberRanges;
  /** Error lines that repeat the line before, as the server found them. */
  repeats?: NumberRanges;
  /** First lines of repeated ones that are shown one by one. */
  unfolded?: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/** Null as long as it isn't known which lines are listed. */
export const createLogView = (options: LogViewOptions): LogView | null => {
  const { levels, state, found, repeats = [], unfolded = NONE } = options;
  const listsMatches = listsMatchesOnly(state);
  if (listsMatches && !found) return null;

  const scope = listsMatches ? found : undefined;
  const shown = shownLevels(state);
  const folding = createFolding(repeats, unfolded);
  const listed = folding.shown(selectLines(levels, shown, scope));
  const ofLevel = (level: EntryLevel) => selectLines(levels, [level], scope);
  const levelCounts = { debug: 0, info: 0, warn: 0, error: 0 };
  LEVELS.forEach((level) => (levelCounts[level] = ofLevel(level).length));

  return {
    listed,
    matches: state.search && found ? selectLines(levels, shown, found) : undefined,
    levelCounts,
    ofLevel,
    withoutFolded: folding.shown,
    firstOf: folding.firstOf,
    repeatsOf: folding.repeatsOf,
    stateListing: (sequence) => {
      const level = levelOf(levels, sequence);
      if (!level || hasNumber(listed, folding.firstOf(sequence) ?? sequence)) return state;
      return revealing(state, { level, isMatch: Boolean(found && rangeOf(found, sequence)) });
    },
  };
};

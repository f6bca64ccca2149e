import { z } from 'zod';
import { entryLevelSchema, levelsParam, searchParam, sequenceParam } from '../../shared/contracts';
import type { EntryLevel, LineRange } from '../../shared/contracts';
import type { EntryFilter } from '../api/entries';

const LEVELS = entryLevelSchema.options;

const VERBOSE_LEVEL: EntryLevel = 'debug';

const DEFAULT_LEVELS = LEVELS.filter((level) => level !== VERBOSE_LEVEL);

const flagParam = z
  .literal('1')
  .transform(() => true)
  .catch(false);

/** The console as its URL has it. An invalid value is treated as absent. */
const consoleStateSchema = z.object({
  search: searchParam.catch(''),
  /** With a search: all lines, the matches highlighted among them, instead of the matches alone. */
  context: flagParam,
  /** The levels picked; none: all that "Verbose" lets through. */
  level: levelsParam.catch([]),
  verbose: flagParam,
});

export type ConsoleState = z.output<typeof consoleStateSchema>;

/** Parses `?search=…&level=warn,error&verbose=1&context=1`; never throws. */
export const parseConsoleState = (query: string): ConsoleState =>
  consoleStateSchema.parse(Object.fromEntries(new URLSearchParams(query)));

/** The query (without `?`) that `parseConsoleState` parses; defaults are left out. */
export const formatConsoleState = ({ search, context, level, verbose }: ConsoleState): string => {
  const params = {
    search,
    level: level.join(','),
    verbose: verbose ? '1' : '',
    context: context ? '1' : '',
  };
  return new URLSearchParams(Object.entries(params).filter(([, value]) => value)).toString();
};

export const shownLevels = ({ level, verbose }: ConsoleState): readonly EntryLevel[] => {
  if (level.length > 0) return level;
  return verbose ? LEVELS : DEFAULT_LEVELS;
};

/** Which lines are listed, as the stream of lines takes it. */
export const listedFilter = (state: ConsoleState): EntryFilter => ({
  level: shownLevels(state),
  search: state.context ? '' : state.search,
});

/** The nearest state to `state` that lists a line: a link to a line must show it. */
export const revealing = (
  state: ConsoleState,
  line: { level: EntryLevel; isMatch: boolean }
): ConsoleState => {
  const context = state.context || (state.search !== '' && !line.isMatch);
  if (shownLevels(state).includes(line.level)) return { ...state, context };
  return { ...state, context, level: [], verbose: state.verbose || line.level === VERBOSE_LEVEL };
};

const HASH = /^#(\d+)(?:-(\d+))?$/;

const parseSequence = (text: string) => {
  const parsed = sequenceParam.safeParse(text);
  return parsed.success && parsed.data > 0 ? parsed.data : null;
};

export const rangeBetween = (one: number, other: number): LineRange => ({
  first: Math.min(one, other),
  last: Math.max(one, other),
});

/** Parses `#42` or `#42-60`, whichever end comes first; null where it's neither. */
export const parseLineRange = (hash: string): LineRange | null => {
  const [, from = '', to = from] = HASH.exec(hash) ?? [];
  const first = parseSequence(from);
  const last = parseSequence(to);
  return first !== null && last !== null ? rangeBetween(first, last) : null;
};

/** The hash that `parseLineRange` parses; empty where nothing is selected. */
export const formatLineRange = (range: LineRange | null) => {
  if (!range) return '';
  return range.first === range.last ? `#${range.first}` : `#${range.first}-${range.last}`;
};

export const isInRange = (sequence: number, range: LineRange | null) =>
  range !== null && sequence >= range.first && sequence <= range.last;

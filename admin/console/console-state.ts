import { z } from 'zod';
import { entryLevelSchema, levelsParam, searchParam } from '../../shared/contracts';
import type { EntryLevel } from '../../shared/contracts';
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

import { z } from 'zod';
import { entryLevelSchema, levelsParam, searchParam } from '../../../shared/contracts';
import type { Entry, EntryLevel } from '../../../shared/contracts';
import type { EntryFilter } from '../../api/entries';

/** Hidden where not "Verbose". */
const VERBOSE_LEVEL: EntryLevel = 'debug';

const USUAL_LEVELS = entryLevelSchema.options.filter((level) => level !== VERBOSE_LEVEL);

const flagParam = z
  .literal('1')
  .transform(() => true)
  .catch(false);

/** The console as its URL tells it. A value that can't be is as if it weren't there. */
const consoleStateSchema = z.object({
  search: searchParam.catch(''),
  /** With a search: all lines, the matches marked among them, instead of the matches alone. */
  context: flagParam,
  /** The levels picked; none: all that "Verbose" lets through. */
  level: levelsParam.catch([]),
  verbose: flagParam,
});

export type ConsoleState = z.output<typeof consoleStateSchema>;

/** Reads `?search=…&level=warn,error&verbose=1&context=1`; never throws. */
export const parseConsoleState = (query: string): ConsoleState =>
  consoleStateSchema.parse(Object.fromEntries(new URLSearchParams(query)));

/** The query (without `?`) that `parseConsoleState` reads back; what is usual is left out. */
export const formatConsoleState = ({ search, context, level, verbose }: ConsoleState): string => {
  const told = {
    search,
    level: level.join(','),
    verbose: verbose ? '1' : '',
    context: context ? '1' : '',
  };
  return new URLSearchParams(Object.entries(told).filter(([, value]) => value)).toString();
};

const levelFilter = ({ level, verbose }: ConsoleState): EntryFilter => {
  if (level.length > 0) return { level };
  return verbose ? {} : { level: USUAL_LEVELS };
};

/** Which lines are listed. */
export const listedFilter = (state: ConsoleState): EntryFilter =>
  state.search && !state.context ? matchFilter(state) : levelFilter(state);

/** Which of them the search finds. */
export const matchFilter = (state: ConsoleState): EntryFilter => ({
  ...levelFilter(state),
  search: state.search,
});

const lettingThrough = (state: ConsoleState, level: EntryLevel): ConsoleState => {
  const chosen = levelFilter(state).level;
  if (!chosen || chosen.includes(level)) return state;
  return { ...state, level: [], verbose: state.verbose || level === VERBOSE_LEVEL };
};

const contains = (text: string, search: string) =>
  text.toLowerCase().includes(search.toLowerCase());

/** The nearest state to `state` that lists `entry`: a link to a line must show it. */
export const revealing = (state: ConsoleState, entry: Entry): ConsoleState => {
  const seen = lettingThrough(state, entry.level);
  return seen.search && !contains(entry.message, seen.search) ? { ...seen, context: true } : seen;
};

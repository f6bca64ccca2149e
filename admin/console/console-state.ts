import { z } from 'zod';
import {
  contentLocaleParam,
  contentTypeParam,
  entryLevelSchema,
  levelsParam,
  searchParam,
  sequenceParam,
} from '../../shared/contracts';
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
  /** The levels picked; none: all, but debug lines only with `verbose` or about chosen content. */
  level: levelsParam.catch([]),
  verbose: flagParam,
  /** Only lines about entries of this content type, in this language where one is given. */
  type: contentTypeParam.optional().catch(undefined),
  locale: contentLocaleParam.optional().catch(undefined),
});

export type ConsoleState = z.output<typeof consoleStateSchema>;

/** Parses `?search=…&level=warn,error&verbose=1&context=1`; never throws. */
export const parseConsoleState = (query: string): ConsoleState =>
  consoleStateSchema.parse(Object.fromEntries(new URLSearchParams(query)));

/** The query (without `?`) that `parseConsoleState` and `parseSelection` parse; defaults are left out. */
export const formatConsoleState = (
  { search, context, level, verbose, type, locale }: ConsoleState,
  selection: LineRange | null = null
): string => {
  const params = {
    search,
    level: level.join(','),
    verbose: verbose ? '1' : '',
    context: context ? '1' : '',
    type: type ?? '',
    locale: locale ?? '',
    [LINE_PARAM]: formatLineRange(selection),
  };
  return new URLSearchParams(Object.entries(params).filter(([, value]) => value)).toString();
};

export const shownLevels = ({ level, verbose, type }: ConsoleState): readonly EntryLevel[] => {
  if (level.length > 0) return level;
  return verbose || type ? LEVELS : DEFAULT_LEVELS;
};

/** Whether lines are listed only where the server finds them: by a search, or by their content. */
export const listsMatchesOnly = ({ search, context, type }: ConsoleState) =>
  type !== undefined || (search !== '' && !context);

/** Which lines are listed, as the stream of lines takes it. */
export const listedFilter = (state: ConsoleState): EntryFilter => ({
  level: shownLevels(state),
  search: listsMatchesOnly(state) ? state.search : '',
  contentType: state.type,
  contentLocale: state.type && state.locale,
});

/** The nearest state to `state` that lists a line: a link to a line must show it. */
export const revealing = (
  state: ConsoleState,
  line: { level: EntryLevel; isMatch: boolean }
): ConsoleState => {
  const found = line.isMatch ? state : { ...state, type: undefined, locale: undefined };
  const context = state.context || (state.search !== '' && !line.isMatch);
  if (shownLevels(found).includes(line.level)) return { ...found, context };
  return { ...found, context, level: [], verbose: state.verbose || line.level === VERBOSE_LEVEL };
};

/** The query's parameter for the selected lines. Not the hash: Strapi's sign-in loses that. */
const LINE_PARAM = 'line';

const RANGE = /^(\d+)(?:-(\d+))?$/;

const parseSequence = (text: string) => {
  const parsed = sequenceParam.safeParse(text);
  return parsed.success && parsed.data > 0 ? parsed.data : null;
};

export const rangeBetween = (one: number, other: number): LineRange => ({
  first: Math.min(one, other),
  last: Math.max(one, other),
});

/** Parses `42` or `42-60`, whichever end comes first; null where it's neither. */
export const parseLineRange = (text: string): LineRange | null => {
  const [, from = '', to = from] = RANGE.exec(text) ?? [];
  const first = parseSequence(from);
  const last = parseSequence(to);
  return first !== null && last !== null ? rangeBetween(first, last) : null;
};

/** The text that `parseLineRange` parses; empty where nothing is selected. */
export const formatLineRange = (range: LineRange | null) => {
  if (!range) return '';
  return range.first === range.last ? `${range.first}` : `${range.first}-${range.last}`;
};

/** The selected lines of an address; links of earlier versions have them in the hash. */
export const parseSelection = ({ search, hash }: { search: string; hash: string }) =>
  parseLineRange(hash.slice(1)) ??
  parseLineRange(new URLSearchParams(search).get(LINE_PARAM) ?? '');

export const isInRange = (sequence: number, range: LineRange | null) =>
  range !== null && sequence >= range.first && sequence <= range.last;

import { entryLevelSchema } from '../../shared/contracts';
import type { EntryLevel } from '../../shared/contracts';
import { revealing, shownLevels } from './console-state';
import type { ConsoleState } from './console-state';
import { hasNumber, levelOf, selectLines } from './outline';
import type { NumberRanges } from './outline';

export type LevelCounts = Record<EntryLevel, number>;

/** Which lines of a session the console lists, by their numbers. */
export interface LogView {
  listed: Uint32Array;
  /** Those that the search finds; undefined without a search, and while its matches aren't known. */
  matches: Uint32Array | undefined;
  /** Of all lines or, where the matches alone are listed, of the matches; whichever levels are shown. */
  levelCounts: LevelCounts;
  /** The lines that "next error" and "next warning" step through. */
  ofLevel: (level: EntryLevel) => Uint32Array;
  /** The nearest state to the present one in which a line is listed. */
  stateListing: (sequence: number) => ConsoleState;
}

interface LogViewOptions {
  /** An outline's letters, from line 1 on. */
  levels: string;
  state: ConsoleState;
  /** The lines whose message has the text searched for, as the server found them. */
  found?: NumberRanges;
}

/** Null as long as it isn't known which lines are listed. */
export const createLogView = ({ levels, state, found }: LogViewOptions): LogView | null => {
  const listsMatches = state.search !== '' && !state.context;
  if (listsMatches && !found) return null;

  const scope = listsMatches ? found : undefined;
  const shown = shownLevels(state);
  const listed = selectLines(levels, shown, scope);
  const ofLevel = (level: EntryLevel) => selectLines(levels, [level], scope);
  const levelCounts: LevelCounts = { debug: 0, info: 0, warn: 0, error: 0 };
  entryLevelSchema.options.forEach((level) => (levelCounts[level] = ofLevel(level).length));
  const isFound = (sequence: number) =>
    found?.some(([first, last]) => first <= sequence && sequence <= last) ?? false;

  return {
    listed,
    matches: state.search && found ? selectLines(levels, shown, found) : undefined,
    levelCounts,
    ofLevel,
    stateListing: (sequence) => {
      const level = levelOf(levels, sequence);
      if (!level || hasNumber(listed, sequence)) return state;
      return revealing(state, { level, isMatch: isFound(sequence) });
    },
  };
};

import { LEVEL_LETTERS, MISSING_LETTER, type EntryLevel } from '../../shared/contracts';

interface LineLevel {
  sequence: number;
  level: EntryLevel;
}

/** The letters of lines in order, those after line `after`, with the letters of missing ones between them. */
export const toLetters = (lines: LineLevel[], after: number): string => {
  const letters: string[] = [];
  let last = after;
  for (const { sequence, level } of lines) {
    if (sequence > last + 1) letters.push(MISSING_LETTER.repeat(sequence - last - 1));
    letters.push(LEVEL_LETTERS[level]);
    last = sequence;
  }
  return letters.join('');
};

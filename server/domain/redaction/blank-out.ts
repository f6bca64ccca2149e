import { mergeRanges, type Range } from '../ranges';

/** What is shown instead of a secret. */
export const REDACTED = '[redacted]';

/** The text with these ranges of its characters blanked out. */
export const blankOut = (text: string, ranges: Range[]): string => {
  if (ranges.length === 0) return text;
  let shown = '';
  let position = 0;
  for (const { from, to } of mergeRanges(ranges)) {
    shown += text.slice(position, from) + REDACTED;
    position = to;
  }
  return shown + text.slice(position);
};

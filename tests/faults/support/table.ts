import { HEADINGS, type Sighting } from './sighting';

/** Characters; both columns and the signs together fit a usual terminal of 120. */
const DONE_WIDTH = 48;
const SEEN_WIDTH = 64;

export interface Row extends Sighting {
  passed: boolean;
}

const wrap = (text: string, width: number): string[] =>
  text.split(/\s+/).reduce<string[]>((lines, word) => {
    const last = lines[lines.length - 1];
    if (last === undefined || last.length + 1 + word.length > width) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);

const rowLines = ({ done, seen, passed }: Row): string[] => {
  const left = wrap(done, DONE_WIDTH);
  const right = wrap(seen, SEEN_WIDTH);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const mark = index > 0 ? ' ' : passed ? '✓' : '✗';
    return `  ${mark} ${(left[index] ?? '').padEnd(DONE_WIDTH)}  ${right[index] ?? ''}`.trimEnd();
  });
};

/** The rows under their headings, what was done on the left, what was seen on the right. */
export const faultsTable = (rows: Row[]): string =>
  HEADINGS.flatMap((heading) => {
    const under = rows.filter((row) => row.heading === heading);
    return under.length === 0 ? [] : ['', heading, ...under.flatMap(rowLines)];
  }).join('\n');

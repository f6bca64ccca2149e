/** Half-open: `from` belongs to it, `to` doesn't. */
export interface Range {
  from: number;
  to: number;
}

/** The part that both have; empty where `to` isn't past `from`. */
export const intersect = (a: Range, b: Range): Range => ({
  from: Math.max(a.from, b.from),
  to: Math.min(a.to, b.to),
});

export const isEmpty = ({ from, to }: Range) => !(from < to);

/** Sorted, disjoint, touching ones joined, empty ones left out. */
export const mergeRanges = (ranges: Range[]): Range[] => {
  const merged: Range[] = [];
  const sorted = ranges.filter((range) => !isEmpty(range)).sort((a, b) => a.from - b.from);
  for (const { from, to } of sorted) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
};

/** Ascending whole numbers as ranges, both ends included. */
export const toNumberRanges = (numbers: number[]): [number, number][] => {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
};

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

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Enough for each day of a year, and few enough to be read at once. */
const MOST_CELLS = 400;

/** `from <= instant < to`, epoch ms; without an end where that isn't said. */
export interface TimeSpan {
  from?: number;
  to?: number;
}

/** Time in cells of one width, from the epoch on; `firstMs` is where the first one begins that counts. */
export interface TimeCells {
  widthMs: number;
  firstMs: number;
}

/** Cells of whole days, few enough of them for the time between two instants. */
export const cellsFor = (from: number, to: number): TimeCells => {
  const widthMs = DAY_MS * Math.max(1, Math.ceil((to - from) / (MOST_CELLS * DAY_MS)));
  return { widthMs, firstMs: from - (from % widthMs) };
};

/** The cells that lie in a span as a whole, and what of the span is in others. Null where no cell does. */
export const wholeCells = (
  { from, to }: TimeSpan,
  { widthMs }: TimeCells
): { whole: TimeSpan; rests: Required<TimeSpan>[] } | null => {
  const first = from === undefined ? undefined : Math.ceil(from / widthMs) * widthMs;
  const end = to === undefined ? undefined : Math.floor(to / widthMs) * widthMs;
  if (first !== undefined && end !== undefined && first >= end) return null;
  const rests: Required<TimeSpan>[] = [];
  if (from !== undefined && first !== undefined && from < first) rests.push({ from, to: first });
  if (to !== undefined && end !== undefined && end < to) rests.push({ from: end, to });
  return { whole: { from: first, to: end }, rests };
};

/** Counts as text, cell after cell, from counts by where their cells begin. */
export const writeCounts = (
  counts: Map<number, number>,
  { widthMs, firstMs }: TimeCells
): string => {
  const last = Math.max(firstMs, ...counts.keys());
  const length = (last - firstMs) / widthMs + 1;
  return Array.from({ length }, (_, cell) => counts.get(firstMs + cell * widthMs) ?? 0).join(',');
};

/** The sum of such counts in a span that begins and ends as cells do. */
export const sumCounts = (
  text: string,
  { from, to }: TimeSpan,
  { widthMs, firstMs }: TimeCells
): number => {
  const cellAt = (instant: number) => Math.max(0, (instant - firstMs) / widthMs);
  return text
    .split(',')
    .slice(from === undefined ? 0 : cellAt(from), to === undefined ? undefined : cellAt(to))
    .reduce((sum, count) => sum + Number(count), 0);
};

import type { Entry } from '../../../shared/contracts';
import { listEntries } from '../../api/entries';
import type { EntryFilter } from '../../api/entries';
import type { LineRange } from './line-range';

interface LinesQuestion {
  sessionId: number;
  filter: EntryFilter;
  /** Where to stop; without it, at the end. */
  range?: LineRange;
  /** Told after each page: lines had, of how many to come. */
  onProgress?: (done: number, total: number) => void;
}

/** All lines that `filter` leaves, in order and in as many requests as it takes; as pages of lines. */
export async function* readLines(question: LinesQuestion): AsyncGenerator<Entry[]> {
  const { sessionId, filter, range, onProgress } = question;
  const last = range?.last ?? Infinity;
  let after = (range?.first ?? 1) - 1;
  let done = 0;
  while (after < last) {
    const { results, pagination } = await listEntries({ sessionId, filter, place: { after } });
    const lines = results.filter(({ sequence }) => sequence <= last);
    if (lines.length > 0) yield lines;
    done += lines.length;
    onProgress?.(done, pagination.total);
    if (results.length < pagination.pageSize) return;
    after = results[results.length - 1].sequence;
  }
}

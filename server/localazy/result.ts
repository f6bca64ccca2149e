import type { SessionStatus } from '../../shared/contracts';
import type { SummaryPart } from '../domain/summaries';

/** How a transfer ended, as its session shows it: the cause first, then what was done, then details. */
export interface TransferResult {
  status: Exclude<SessionStatus, 'in-progress'>;
  sentences: SummaryPart[];
}

const MAX_NAMES = 8;

export const listed = (names: Iterable<string>) => {
  const all = [...names];
  const rest = all.length - MAX_NAMES;
  return [...all.slice(0, MAX_NAMES), ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
};

export const completed = (sentences: SummaryPart[]): TransferResult => ({
  status: 'completed',
  sentences,
});
export const failed = (sentences: SummaryPart[]): TransferResult => ({
  status: 'failed',
  sentences,
});

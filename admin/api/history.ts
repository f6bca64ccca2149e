import { contentHistoryResponseSchema } from '../../shared/contracts';
import { read } from './client';

export interface EntryOfContent {
  /** The content type's uid. */
  type: string;
  id: number;
}

/** What transfers did last to an entry of content in each language. */
export const readContentHistory = (entry: EntryOfContent, signal?: AbortSignal) =>
  read('/content/history', {
    response: contentHistoryResponseSchema,
    params: { ...entry },
    signal,
  });

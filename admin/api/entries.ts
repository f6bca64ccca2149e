import {
  idParam,
  listEntriesAnswerSchema,
  MAX_PAGE_SIZE,
  sessionSchema,
} from '../../shared/contracts';
import type { EntryLevel, ListEntriesAnswer } from '../../shared/contracts';
import { read } from './client';

/** Which lines of a session; what is left out doesn't narrow. */
export interface EntryFilter {
  search?: string;
  level?: readonly EntryLevel[];
}

/** Where in a session: a page (from 1), or the lines next to a sequence. */
export type EntryPlace = { page: number } | { after: number } | { before: number };

export interface EntriesQuestion {
  sessionId: number;
  filter: EntryFilter;
  place: EntryPlace;
  /** At most, and without it, the largest that the route gives. */
  pageSize?: number;
}

/** Throws axios' error where it is refused: 404 where the session is gone. */
export const listEntries = (
  { sessionId, filter, place, pageSize = MAX_PAGE_SIZE }: EntriesQuestion,
  signal?: AbortSignal
): Promise<ListEntriesAnswer> =>
  read(`/sessions/${sessionId}/entries`, {
    answer: listEntriesAnswerSchema,
    params: { ...filter, ...place, pageSize },
    signal,
  });

/** Throws axios' error where it is refused: 404 where there is none. */
export const findSession = (id: number, signal?: AbortSignal) =>
  read(`/sessions/${id}`, { answer: sessionSchema, signal });

/** The id in a page's address; null where it can't be one. */
export const parseSessionId = (text: string): number | null => {
  const parsed = idParam.safeParse(text);
  return parsed.success ? parsed.data : null;
};

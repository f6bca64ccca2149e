import {
  entrySchema,
  idParam,
  listEntriesResponseSchema,
  MAX_PAGE_SIZE,
  sessionSchema,
} from '../../shared/contracts';
import type { Entry, EntryLevel, ListEntriesResponse } from '../../shared/contracts';
import { read, readFile } from './client';
import { readJsonLines } from './json-lines';

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
): Promise<ListEntriesResponse> =>
  read(`/sessions/${sessionId}/entries`, {
    answer: listEntriesResponseSchema,
    params: { ...filter, ...place, pageSize },
    signal,
  });

export interface EntryStreamQuestion {
  sessionId: number;
  filter: EntryFilter;
  /** By sequence, both ends included; without it, all. */
  range?: { first: number; last: number };
}

/**
 * All lines that the question is about, in one request and in order; as batches of lines. Throws
 * axios' error where it is refused or breaks off.
 */
export async function* streamEntries(question: EntryStreamQuestion): AsyncGenerator<Entry[]> {
  const { sessionId, filter, range } = question;
  const { content } = await readFile(`/sessions/${sessionId}/entries/stream`, {
    ...filter,
    ...range,
  });
  yield* readJsonLines(content, entrySchema);
}

/** Throws axios' error where it is refused: 404 where there is none. */
export const findSession = (id: number, signal?: AbortSignal) =>
  read(`/sessions/${id}`, { answer: sessionSchema, signal });

/** The id in a page's address; null where it can't be one. */
export const parseSessionId = (text: string): number | null => {
  const parsed = idParam.safeParse(text);
  return parsed.success ? parsed.data : null;
};

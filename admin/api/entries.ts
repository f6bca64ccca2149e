import type { z } from 'zod';
import {
  entrySchema,
  idParam,
  listEntriesResponseSchema,
  matchesResponseSchema,
  outlineResponseSchema,
  sessionSchema,
} from '../../shared/contracts';
import type { Entry, EntryLevel, LineRange } from '../../shared/contracts';
import { read, readFile } from './client';

/**
 * The values of an NDJSON file, in batches: as one text it could be more than a browser can hold.
 * Throws a ZodError where a line doesn't match `schema`.
 */
async function* readJsonLines<Schema extends z.ZodTypeAny>(
  file: Blob,
  schema: Schema
): AsyncGenerator<z.output<Schema>[]> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = `${rest}${value ?? ''}`.split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    const values = lines.filter(Boolean).map((line) => schema.parse(JSON.parse(line)));
    if (values.length > 0) yield values;
    if (done) return;
  }
}

export const readSession = (id: number, signal?: AbortSignal) =>
  read(`/sessions/${id}`, { response: sessionSchema, signal });

/** The levels of a session's lines, from number `after` + 1 on. */
export const readOutline = (id: number, after: number, signal?: AbortSignal) =>
  read(`/sessions/${id}/outline`, { response: outlineResponseSchema, params: { after }, signal });

/** The numbers of the lines that a filter matches; with `repeats`, of error lines that repeat the line before. */
export const readMatches = (
  id: number,
  params: MatchFilter & { repeats?: 'true' },
  signal?: AbortSignal
) =>
  read(`/sessions/${id}/matches`, {
    response: matchesResponseSchema,
    params: { ...params },
    signal,
  });

/** Lines by their numbers, as `formatNumbers` writes them. */
export const readEntries = async (id: number, sequence: string, signal?: AbortSignal) => {
  const response = listEntriesResponseSchema;
  const params = { sequence };
  return (await read(`/sessions/${id}/entries`, { response, params, signal })).results;
};

/** Lines whose message has a text, or that are about content; nothing is filtered by what is left out. */
export interface MatchFilter {
  search?: string;
  contentType?: string;
  contentLocale?: string;
}

/** Which lines of a session. */
export interface EntryFilter extends MatchFilter {
  level?: readonly EntryLevel[];
}

export interface EntryStreamOptions {
  sessionId: number;
  /** All lines where these are left out. */
  filter?: EntryFilter;
  range?: LineRange;
}

/** Lines in order, in batches; from one request, however many they are. */
export async function* streamEntries({
  sessionId,
  filter,
  range,
}: EntryStreamOptions): AsyncGenerator<Entry[]> {
  const path = `/sessions/${sessionId}/entries/stream`;
  const { content } = await readFile(path, { ...filter, ...range });
  yield* readJsonLines(content, entrySchema);
}

/** The id in a page's address; null where it can't be one. */
export const parseSessionId = (text: string): number | null => {
  const parsed = idParam.safeParse(text);
  return parsed.success ? parsed.data : null;
};

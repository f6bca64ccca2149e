import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { EntryLevel } from '../../shared/contracts';
import type { RecorderSession } from '../recorder/session-handle';
import { toStrapiLocale } from './locale-codes';

/** Keys of each entry by its id, by content type. */
type Entries = Map<string, Map<number, number>>;

/** What is handed over to Localazy. */
export interface Upload {
  /** Localazy's code of the source language. */
  language: string;
  keys: number;
  entries: Entries;
}

/** `{ en: { "api::article.article[1].title": "…" } }`: one language with its keys. */
const contentSchema = z.record(z.record(z.unknown()));

/** Versions before 0.2.13: a list of chunks, each a list of files with `{ type: "json", en: { … } }`. */
const chunksSchema = z
  .array(z.array(z.object({ content: z.object({ type: z.string() }).catchall(z.unknown()) })))
  .transform((chunks) => {
    const keys: Record<string, Record<string, unknown>> = {};
    for (const { content } of chunks.flat()) {
      const { type: _, ...languages } = content;
      for (const [language, strings] of Object.entries(
        contentSchema.safeParse(languages).data ?? {}
      )) {
        keys[language] = { ...keys[language], ...strings };
      }
    }
    return keys;
  });

const KEY = /^([^[]+)\[(\d+)\]/;

const entriesOf = (keys: string[]): Entries => {
  const entries: Entries = new Map();
  for (const key of keys) {
    const [, type, id] = key.match(KEY) ?? [];
    if (!type) continue;
    const ofType = entries.get(type) ?? new Map<number, number>();
    entries.set(type, ofType.set(Number(id), (ofType.get(Number(id)) ?? 0) + 1));
  }
  return entries;
};

/** Reads what the official plugin uploads; null where it has another form. */
export const readUpload = (file: unknown): Upload | null => {
  const { data } = z.union([contentSchema, chunksSchema]).safeParse(file);
  if (!data) return null;
  const [language = '', strings = {}] = Object.entries(data)[0] ?? [];
  const keys = Object.keys(strings);
  return { language, keys: keys.length, entries: entriesOf(keys) };
};

export const keysOf = (entries: Map<number, number>) =>
  [...entries.values()].reduce((sum, keys) => sum + keys, 0);

/** Lines written without giving way to the rest of Strapi. */
const LINES_PER_TURN = 200;

/** Records each entry of an upload as sent, or as failed where Localazy did not take it. */
export const recordEntries = async (
  session: RecorderSession,
  { language, entries }: Upload,
  action: 'sent' | 'failed',
  level: EntryLevel = 'debug'
) => {
  const locale = toStrapiLocale(language);
  let lines = 0;
  for (const [type, ofType] of entries) {
    for (const [id, keys] of ofType) {
      const done = action === 'sent' ? 'Sent' : 'Not sent:';
      const message = `${done} ${type}[${id}] (${locale}), keys: ${keys}`;
      session.line(level, message, { content: { type, id, locale, action } });
      lines += 1;
      if (lines % LINES_PER_TURN === 0) await nextTurn();
    }
  }
};

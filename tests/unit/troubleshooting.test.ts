import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { say, SENTENCE_IDS, type SentenceId } from '../../server/domain/summaries';
import { REPOSITORY } from '../harness/paths';

/** What a summary says when nothing is missing. */
const NOTHING_MISSING: SentenceId[] = [
  'uploading',
  'downloading',
  'downloading-webhook',
  'sending-saved',
  'deprecating',
  'uploaded',
  'uploaded-types',
  'uploaded-type',
  'uploaded-unread',
  'created',
  'updated',
  'sent-saved',
  'keys-deprecated',
  'no-keys-deprecated',
];

/** What stands beside a sentence that has a row. */
const BESIDE_OTHERS: SentenceId[] = [
  'nothing-downloaded',
  'nothing-saved',
  'saved-by',
  'saved-outside',
  'deleted-by',
  'deleted-outside',
  'webhooks-refused',
  'check-webhook-project',
  'check-webhook-header',
  'check-clock',
  'other',
  'detail',
];

const NEEDS_NO_ROW = [...NOTHING_MISSING, ...BESIDE_OTHERS];

const LEAST_WORDS = 2;

/** The texts that each stand for a sentence in the first column of a table, with values in italics. */
const documentedTexts = readFileSync(path.join(REPOSITORY, 'docs', 'troubleshooting.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .flatMap((line) =>
    line
      .split(' | ')[0]
      .slice(2)
      .split(/\.? \/ |…|\. |\*reason\*/)
  )
  .map((text) => text.trim().replace(/[,:]$/, ''))
  .filter((text) => text.replace(/\*[^*]*\*/g, '').split(/\s+/).length > LEAST_WORDS);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patterns = documentedTexts.map(
  (text) =>
    new RegExp(
      text
        .split(/\*[^*]*\*/)
        .map(escaped)
        .join('.+')
    )
);

const COUNTS = /count|languages|drafts|keys|entries|types|limit/;

const valueOf = (name: string) => {
  if (name === 'seconds') return 30;
  return COUNTS.test(name) ? 2 : 'x';
};

/** Has a value by every name. */
const ANY_VALUES = new Proxy({}, { get: (_, name) => valueOf(String(name)) }) as never;

const textOf = (id: SentenceId) => say(id, ANY_VALUES).text;

describe('docs/troubleshooting.md', () => {
  it('has a row for each sentence of a summary that reports something missing', () => {
    const missing = SENTENCE_IDS.filter(
      (id) => !NEEDS_NO_ROW.includes(id) && !patterns.some((pattern) => pattern.test(textOf(id)))
    );
    expect(missing.map((id) => `${id}: ${textOf(id)}`)).toEqual([]);
  });
});

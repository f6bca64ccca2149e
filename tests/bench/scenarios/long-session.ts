import { gzipSync } from 'node:zlib';
import { ENTRIES_TABLE, SESSIONS_TABLE } from '../../../server/content-types/tables';
import { address, type Bench } from '../bench';
import { LONG_SESSION_ENTRIES, LONG_SESSION_NEEDLE } from '../data/build';
import type { Figure } from '../figures';
import { compareReads } from '../measure/compare';
import { requestFigures } from './lists';

const ROUNDS = { quick: 5, whole: 15 };
const TEXTS = [LONG_SESSION_NEEDLE.text, 'article', 'no such text'];
const OUTLINE_GOAL_KB = 30;
const KIBIBYTE = 1024;

const longSessionId = async ({ app }: Bench): Promise<number> => {
  const row = await app
    .knex(SESSIONS_TABLE)
    .select('id')
    .where({ entry_count: LONG_SESSION_ENTRIES })
    .first();
  return row.id;
};

const outlineFigures = async (bench: Bench, id: number): Promise<Figure[]> => {
  const { app, store, quick } = bench;
  const body = JSON.stringify(await store.entries.outline(id, 0));
  return [
    ...(await compareReads(bench, {
      work: 'Outline of 100,000 lines',
      reference: 'levels read by knex',
      atMost: 2,
      rounds: quick ? ROUNDS.quick : ROUNDS.whole,
      ours: () => store.entries.outline(id, 0),
      byKnex: () =>
        app.knex(ENTRIES_TABLE).where({ session_id: id }).orderBy('sequence').pluck('level'),
    })),
    {
      work: '… its size, gzipped',
      value: gzipSync(body).length / KIBIBYTE,
      unit: 'KB',
      reference: { what: 'as it is', value: body.length / KIBIBYTE },
      goal: { of: 'value', atMost: OUTLINE_GOAL_KB },
    },
  ];
};

const searchFigures = (bench: Bench, id: number): Promise<Figure[]> =>
  compareReads(bench, {
    work: 'Search within 100,000 lines',
    reference: 'knex with like',
    atMost: 1.5,
    rounds: (bench.quick ? 3 : 5) * TEXTS.length,
    ours: (round) => bench.store.entries.matches(id, { search: TEXTS[round % TEXTS.length] }),
    byKnex: (round) =>
      bench.app
        .knex(ENTRIES_TABLE)
        .where({ session_id: id })
        .where('message', 'like', `%${TEXTS[round % TEXTS.length]}%`)
        .pluck('sequence'),
  });

/** Lines in a row, and lines here and there as a filter leaves them. */
const windowAddresses = (bench: Bench, id: number) =>
  Array.from({ length: bench.quick ? 80 : 400 }, (_, index) => {
    const first = 1 + ((index * 7_919) % (LONG_SESSION_ENTRIES - 10_000));
    const scattered = Array.from({ length: 100 }, (__, line) => first + 97 * line).join(',');
    const sequence = index % 2 === 0 ? `${first}-${first + 99}` : scattered;
    return address(bench, `/sessions/${id}/entries`, { sequence });
  });

/** The reads of the log console, in a session of 100,000 lines. */
export const benchLongSession = async (bench: Bench): Promise<Figure[]> => {
  const id = await longSessionId(bench);
  return [
    ...(await outlineFigures(bench, id)),
    ...(await requestFigures(bench, {
      work: 'A hundred lines of 100,000 by their numbers',
      urls: windowAddresses(bench, id),
      atMost: 2,
    })),
    ...(await searchFigures(bench, id)),
  ];
};

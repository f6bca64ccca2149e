import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExportedSession } from '../../shared/contracts';
import { databases, startStrapi, until, type RunningStrapi } from '../harness';
import { loggerOf, startOperation } from './support/operation';
import { captureOwnLines } from './support/own-lines';
import { saw } from './support/saw';
import { seedSessions } from './support/seeded';
import { ENTRIES, orphans, sessionOf, SESSIONS } from './support/stored';

const API = '/localazy-activity-logs';
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;

describe.each(databases)('on %s', (client) => {
  let app: RunningStrapi;
  let captured: ReturnType<typeof captureOwnLines>;

  beforeAll(async () => {
    app = await startStrapi({ database: client });
    captured = captureOwnLines(app);
  }, 60_000);

  beforeEach(async () => {
    await clear();
    captured.lines.length = 0;
  });

  afterAll(async () => {
    captured?.stop();
    await app?.stop();
  });

  const clear = async () => {
    const { status, body } = await app.request<{ deleted: number }>('DELETE', `${API}/sessions`, {
      token: app.admin.token,
    });
    expect(status).toBe(200);
    return body.deleted;
  };

  const count = async (table: string): Promise<number> => {
    const [{ rows }] = await app.knex(table).count({ rows: '*' });
    return Number(rows);
  };

  const openExport = (signal?: AbortSignal) =>
    fetch(new URL(`${API}/export?timeZone=UTC`, app.url), {
      headers: { authorization: `Bearer ${app.admin.token}` },
      signal,
    });

  it('cleared again and again while operations run: nothing comes back, no operation notices', async () => {
    const names = ['First', 'Second', 'Third'];
    const operations = names.map((name) => startOperation(app, name));
    for (let round = 1; round <= 5; round += 1) {
      await until('they log', () => operations.every(({ lines }) => lines > round * 15));
      await clear();
    }
    const lines = operations.reduce((sum, operation) => sum + operation.lines, 0);
    const results = await Promise.all(operations.map((operation) => operation.finish()));
    expect(results).toEqual(names.map((name) => `the result of ${name}`));
    await loggerOf(app).flush();
    expect([await count(SESSIONS), await count(ENTRIES)]).toEqual([0, 0]);
    expect(captured.lines).toEqual([]);
    await loggerOf(app).run({ eventType: 'upload', initiatedBy: 'Later' }, () => undefined);
    await loggerOf(app).flush();
    expect(await sessionOf(app.knex, 'Later')).toMatchObject({ status: 'completed' });
    saw({
      heading: 'The database fails',
      done: `the logs cleared five times while three operations run, on ${client}`,
      seen: `all three ended as usual; of their ${lines} lines and their sessions nothing came back, no orphan line; the next operation is recorded`,
    });
  });

  it('cleared while an export streams: the file is valid JSON, no orphan line is left', async () => {
    await seedSessions(app, { sessions: 30, lines: 1_500 });
    const running = startOperation(app, 'Meanwhile');
    const response = await openExport();
    const reader = response.body?.getReader();
    if (!reader) throw new Error('The export has no body');
    const decoder = new TextDecoder();
    const first = await reader.read();
    let text = decoder.decode(first.value, { stream: true });
    // What is read meanwhile is bounded, so most of the export is still to come.
    expect(await clear()).toBeGreaterThanOrEqual(30);
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
    }
    const exported: ExportedSession[] = JSON.parse(text);
    const whole = exported.filter(({ entries }) => entries.length === 1_500).length;
    expect(whole).toBeLessThan(30);
    await running.finish();
    await loggerOf(app).flush();
    expect([await count(SESSIONS), await count(ENTRIES)]).toEqual([0, 0]);
    saw({
      heading: 'The database fails',
      done: `the logs cleared while an export of 30 sessions with 1,500 lines each streams and an operation runs, on ${client}`,
      seen: `valid JSON with ${exported.length} sessions, ${whole} of them whole; the tables are empty afterwards, no orphan line`,
    });
  }, 60_000);

  it('cleared while retention deletes: both are right, the operation that began does not notice', async () => {
    await seedSessions(app, {
      sessions: 2_500,
      lines: 2,
      startedAt: Date.now() - 2 * YEAR_MS,
    });
    // Retention is put off where more sessions would go than stay.
    const young: number[] = await app.knex(SESSIONS).orderBy('id').limit(1_300).pluck('id');
    await app.knex(SESSIONS).whereIn('id', young).update({ started_at: Date.now() });
    const operation = startOperation(app, 'Begins retention');
    await until('retention is at work', async () => (await count(SESSIONS)) < 2_500, {
      everyMs: 1,
    });
    await clear();
    expect(await operation.finish()).toBe('the result of Begins retention');
    await loggerOf(app).flush();
    await until('all is gone', async () => (await count(SESSIONS)) === 0);
    expect(await orphans(app.knex)).toEqual([]);
    expect(captured.lines).toEqual([]);
    saw({
      heading: 'The database fails',
      done: `the logs cleared while retention deletes 1,200 old sessions, on ${client}`,
      seen: 'all is gone, no orphan line, no error in the console, none in the operation',
    });
  }, 60_000);

  it('an export whose reader goes away stops reading and holds nothing', async () => {
    await seedSessions(app, { sessions: 60, lines: 1_500 });
    let queries = 0;
    const note = ({ sql }: { sql: string }) => {
      if (sql.includes(ENTRIES)) queries += 1;
    };
    app.knex.on('query', note);
    try {
      const leaving = new AbortController();
      const response = await openExport(leaving.signal);
      const reader = response.body?.getReader();
      await reader?.read();
      leaving.abort();
      await until('nothing is read any more', async () => {
        const before = queries;
        await new Promise((resolve) => setTimeout(resolve, 200));
        return queries === before;
      });
      const { pool } = app.knex.client;
      expect([pool.numUsed(), pool.numPendingAcquires()]).toEqual([0, 0]);
      // Each session's lines take two pages; all of them would be 120.
      const pages = queries;
      expect(pages).toBeLessThan(60);
      const next = await openExport();
      expect(await next.json()).toHaveLength(60);
      saw({
        heading: 'The database fails',
        done: `an export of 60 sessions with 1,500 lines each whose reader goes away immediately, on ${client}`,
        seen: `${pages} pages of lines were read of 120, then none; no connection is held; the next export is whole`,
      });
    } finally {
      app.knex.removeListener('query', note);
    }
  }, 60_000);
});

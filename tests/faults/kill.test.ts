import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { ListEntriesAnswer, ListSessionsAnswer } from '../../shared/contracts';
import {
  createDatabase,
  databases,
  startStrapi,
  until,
  type RunningStrapi,
  type TestDatabase,
} from '../harness';
import { appEnv } from '../harness/app-env';
import { APP_DIR, REPOSITORY } from '../harness/paths';
import { saw } from './support/saw';

const API = '/localazy-activity-logs';
/** Lines up to so long before a kill are stored. */
const AT_MOST_LOST_MS = 1_000;

interface Said {
  line: number;
  at: number;
}

let child: ChildProcess | null = null;
let app: RunningStrapi | null = null;
let database: TestDatabase | null = null;

afterEach(async () => {
  child?.kill('SIGKILL');
  await app?.stop();
  await database?.drop();
  [child, app, database] = [null, null, null];
});

it.each(databases)(
  'a Strapi killed in the middle of an operation on %s leaves it failed at once, with its lines up to a second before',
  async (client) => {
    database = await createDatabase(client);
    const pluginDir = process.env.TEST_PLUGIN_DIR ?? '';
    const said: Said[] = [];
    child = fork(path.join(REPOSITORY, 'tests', 'harness', 'killable-app.cjs'), {
      env: { ...process.env, ...appEnv({ database, pluginDir }), APP_DIR },
      stdio: 'ignore',
    });
    child.on('message', (message) => said.push(message as Said));
    await until('it has logged for a while', () => said.length > 120, { timeoutMs: 60_000 });
    child.kill('SIGKILL');
    const killedAt = Date.now();
    await once(child, 'exit');

    app = await startStrapi({ database });
    const { request, admin } = app;
    const get = async <Body>(url: string) =>
      (await request<Body>('GET', `${API}${url}`, { token: admin.token })).body;
    const [session] = (await get<ListSessionsAnswer>('/sessions')).results;
    expect(session).toMatchObject({
      status: 'failed',
      summary: 'Interrupted: Strapi stopped before the operation finished',
    });
    expect(session.finishedAt).toBeLessThanOrEqual(killedAt);
    expect(session.finishedAt).toBeGreaterThanOrEqual(session.startedAt);

    const expected = said
      .filter(({ at }) => at < killedAt - AT_MOST_LOST_MS)
      .map(({ line }) => `line ${line}`);
    expect(expected.length).toBeGreaterThan(10);
    const { results } = await get<ListEntriesAnswer>(
      `/sessions/${session.id}/entries?pageSize=100`
    );
    const all = [
      ...results,
      ...(await get<ListEntriesAnswer>(`/sessions/${session.id}/entries?pageSize=100&after=100`))
        .results,
    ].map(({ message }) => message);
    expect(all.slice(0, expected.length)).toEqual(expected.slice(0, all.length));
    expect(all.length).toBeGreaterThanOrEqual(Math.min(expected.length, 200));
    saw({
      heading: 'Interruptions',
      done: `Strapi killed (SIGKILL) in the middle of a download, on ${client}`,
      seen: `Failed at the next start, "${session.summary}"; ${all.length} of ${said.length} lines are there`,
    });
  },
  120_000
);

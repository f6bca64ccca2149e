import path from 'node:path';
import type {
  EventType,
  ListEntriesResponse,
  ListSessionsResponse,
  Session,
} from '../../../shared/contracts';
import { seedApp, startStrapi, startTransfer, until, type StartOptions } from '../../harness';
import { REPOSITORY } from '../../harness/paths';
import { createState } from '../../localazy-api/state';
import { seedIdentity, seedTransferSetup, seedWebhookAuthor } from '../../playground/runner/seed';
import type { SessionRow } from '../../../server/store/database/rows';
import type { Webhook } from '../../localazy-api';
import { SESSIONS } from './stored';

export const API = '/localazy-activity-logs';

/** Plugins of a made-up host, to be given as `plugins` of a start. */
export const fixturePlugin = (name: string) => ({
  enabled: true,
  resolve: path.join(REPOSITORY, 'tests', 'faults', 'fixtures', name),
});

/** The end of an operation that the official plugin's page got; null where nothing. */
export interface PageEnd {
  success: boolean;
  message: string;
}

interface Emitter {
  emitRaw(channel: string, event: string, data: PageEnd): void;
}

/** A Strapi with the official plugin ready to transfer, and what a user sees of both plugins. */
export const startOfficialApp = async (options: StartOptions = {}, articles = 2) => {
  const app = await startStrapi(options);
  await seedApp(app, { articles });
  const events: { event: string; data: PageEnd }[] = [];
  const host = app.strapi as unknown as { StrapIO: Emitter };
  const emitRaw = host.StrapIO.emitRaw.bind(host.StrapIO);
  host.StrapIO.emitRaw = (channel, event, data) => {
    events.push({ event, data });
    emitRaw(channel, event, data);
  };

  const get = async <Body>(url: string) =>
    (await app.request<Body>('GET', `${API}${url}`, { token: app.admin.token })).body;
  const sessions = async (eventType: EventType) =>
    (await get<ListSessionsResponse>(`/sessions?eventType=${eventType}&pageSize=100`)).results;
  const entries = async ({ id }: Session) =>
    (await get<ListEntriesResponse>(`/sessions/${id}/entries?sequence=1-100`)).results;

  const newestOf = async (eventType: EventType, than: Session[]) =>
    (await sessions(eventType)).find(({ id }) => !than.some((old) => old.id === id));

  /** The newest session of a kind as it is stored: a poll over HTTP costs Strapi many times as much. */
  const newestRow = (eventType: EventType) =>
    app
      .knex<SessionRow>(SESSIONS)
      .where({ event_type: eventType })
      .orderBy('id', 'desc')
      .first('id', 'status');

  /** Does something that starts one operation. Returns its session when it has ended, and the end that the page got. */
  const operate = async (eventType: EventType, start: () => Promise<string | null>) => {
    const before = await newestRow(eventType);
    const stream = await start();
    const { id } = await until(
      `the ${eventType} has ended`,
      async () => {
        const row = await newestRow(eventType);
        return row?.id === before?.id || row?.status === 'in-progress' ? null : row;
      },
      { timeoutMs: 40_000 }
    );
    return { session: await get<Session>(`/sessions/${id}`), page: pageEnd(stream) };
  };

  const pageEnd = (stream: string | null): PageEnd | null =>
    events.filter(({ event }) => stream && event.endsWith(`:finished:${stream}`)).at(-1)?.data ??
    null;

  const transfer = (kind: 'upload' | 'download') =>
    operate(kind, async () => (await startTransfer(app, kind)).body.streamIdentifier);

  const webhook = (given?: Webhook) =>
    operate('webhook', async () => {
      const { body } = await app.localazy.deliverWebhook(app.url, given);
      return (body as { streamIdentifier?: string }).streamIdentifier ?? null;
    });

  /** Restores everything that a case may have changed. */
  const reset = async () => {
    app.localazy.heal();
    const { project, files, webhookSecret } = createState();
    Object.assign(app.localazy.state, { project, files, webhookSecret });
    await seedTransferSetup(app.strapi);
    await seedIdentity(app.strapi, app.localazy.state);
    await seedWebhookAuthor(app.strapi, app.admin.id);
  };

  return {
    ...app,
    host,
    sessions,
    entries,
    newestOf,
    transfer,
    webhook,
    reset,
    official: (service: string) => app.strapi.plugin('localazy').service(service),
    /** Stores a value of the official plugin as it is, past its own checks; undefined takes it away. */
    async storeRaw(key: string, value: unknown) {
      const row = app.knex('strapi_core_store_settings').where('key', 'like', `%localazy_${key}`);
      await (value === undefined ? row.delete() : row.update({ value: JSON.stringify(value) }));
    },
  };
};

export type OfficialApp = Awaited<ReturnType<typeof startOfficialApp>>;

import { AsyncResource } from 'node:async_hooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventType, Session } from '../../shared/contracts';
import { startTransfer, until } from '../harness';
import { DOWNLOAD_ENDS } from './ends/downloads';
import { describePage, matches, type End } from './ends/end';
import { UPLOAD_ENDS } from './ends/uploads';
import { REPEATED_REFUSALS, WEBHOOK_ENDS } from './ends/webhooks';
import { fixturePlugin, startOfficialApp, type OfficialApp } from './support/official-app';
import { saw } from './support/saw';

const heading = 'Ends that must be told truthfully';

/** Technical words don't belong in what a content editor reads, unless quoted or in brackets. */
const TECHNICAL =
  /undefined|\bnull\b|TypeError|ECONN|\[object|status code|localazyUser|\bat \S+:\d+/;
const withoutAsides = (summary: string) => summary.replace(/\(.*?\)\.?(?= |$)/g, '');

let app: OfficialApp;
let undo: (() => void) | null = null;

/** As Node's own listener, which has the console from before the test runner's. */
const printWarning = ({ name, message }: Error) => console.error(`(node:7) ${name}: ${message}`);

beforeAll(async () => {
  process.on('warning', printWarning);
  app = await startOfficialApp({ plugins: { notes: fixturePlugin('notes') } });
});
afterEach(async () => {
  undo?.();
  undo = null;
  await app.reset();
});
afterAll(async () => {
  process.off('warning', printWarning);
  await app?.stop();
});

const expectText = (text: string | undefined, expected: string | RegExp) =>
  typeof expected === 'string' ? expect(text).toBe(expected) : expect(text).toMatch(expected);

const run = (eventType: EventType, { webhook }: End) =>
  eventType === 'webhook'
    ? app.webhook(typeof webhook === 'function' ? webhook(app) : webhook)
    : app.transfer(eventType);

const named = (ends: End[]) => ends.map((end) => [end.way, end] as const);

const proves = (eventType: EventType) => async (_way: string, end: End) => {
  const arranged = await end.arrange?.(app);
  if (typeof arranged === 'function') undo = () => void arranged();
  const { session, page } = await run(eventType, end);
  expect(session).toMatchObject({ eventType, status: end.status });
  expectText(session.summary, end.summary);
  expect(withoutAsides(session.summary)).not.toMatch(TECHNICAL);
  expect(page?.success).toBe(end.page?.success);
  if (end.page) expectText(page?.message, end.page.message);
  const lines = await app.entries(session);
  const messages = lines.map(({ message }) => message);
  // The details of an error are no line of their own.
  expect(messages).not.toContainEqual(expect.stringMatching(/^(?:\{.*\}|\[.*\])$/));
  const errors = lines.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(end.errors ?? (end.status === 'failed' && end.page ? 1 : 0));
  expect(session.errorCount).toBe(errors.length);
  const { entry } = end;
  if (entry !== undefined) {
    expect(messages).toSatisfy(() => messages.some((message) => matches(message, entry)));
  }
  saw({
    heading,
    done: `${eventType}: ${end.way}`,
    seen: `its page: ${describePage(page)}; ours: ${session.status}, “${session.summary}”`,
  });
};

describe('an upload', () => {
  it.each(named(UPLOAD_ENDS))('%s', proves('upload'));
});

describe('a download', () => {
  it.each(named(DOWNLOAD_ENDS))('%s', proves('download'));

  it('keeps a warning of the host’s hook that is a part of the line after it', async () => {
    await app.transfer('download');
    undo = app.strapi.db.lifecycles.subscribe({
      models: ['api::article.article'],
      afterUpdate: () => void app.strapi.log.warn('article'),
    });
    const { session } = await app.transfer('download');
    const lines = await app.entries(session);
    const warnings = lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
    const count = lines.filter(({ message }) => message.startsWith('Updated ')).length;
    expect(count).toBeGreaterThan(0);
    expect(warnings).toEqual(Array.from({ length: count }, () => 'article'));
    expect(session.warningCount).toBe(count);
  });

  it('that a host awaits fails for it as well', async () => {
    app.localazy.failOn({ path: /\/files(\?|$)/, trouble: { status: 500 } });
    const jobs = { emit: async () => undefined };
    const download = app.official('localazyTransferDownloadService').download(jobs, {});
    await expect(download).rejects.toThrow('Request failed with status code 500');
    await until('the session has failed', async () => {
      const [session] = await app.sessions('download');
      return session.status === 'failed';
    });
  });

  it('after one that ended early is not faulty for what Node warns of', async () => {
    app.localazy.state.files = [];
    await app.transfer('download');
    await app.reset();
    const { session } = await app.transfer('download');
    expect(session).toMatchObject({ status: 'completed', errorCount: 0, warningCount: 0 });
    const lines = (await app.entries(session)).map(({ level, message }) => `${level} ${message}`);
    const warning = "(node:7) Warning: Label 'download' already exists for console.time()";
    expect(lines).toContain(`debug ${warning}`);
    saw({ heading, done: 'download: after one that ended early', seen: `debug: “${warning}”` });
  });
});

describe('a webhook', () => {
  it.each(named(WEBHOOK_ENDS))('%s', proves('webhook'));

  it.each(REPEATED_REFUSALS.map((refusal) => [refusal.way, refusal] as const))(
    '%s: counted with those before',
    async (_way, { webhook, again }) => {
      const before = await app.sessions('webhook');
      await app.localazy.deliverWebhook(app.url, typeof webhook === 'object' ? webhook : {});
      const session = await until('it is counted', async () =>
        (await app.sessions('webhook')).find(({ summary }) => again.test(summary))
      );
      expect(await app.sessions('webhook')).toHaveLength(before.length);
      expect(session.status).toBe('failed');
      saw({ heading, done: `webhook: ${session.summary}`, seen: 'one session, with the count' });
    }
  );

  it('that is no JSON never reaches the official plugin: Strapi returns 400, nothing is recorded', async () => {
    const before = await app.sessions('webhook');
    const response = await fetch(new URL('/localazy/public/transfer/download', app.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"type":',
    });
    expect(response.status).toBe(400);
    expect(await app.sessions('webhook')).toHaveLength(before.length);
    saw({ heading, done: 'webhook: a body that is no JSON', seen: 'Strapi: 400; ours: nothing' });
  });
});

describe('downloads at the same time', () => {
  it('say that they ran together, and that entries and languages may exist twice', async () => {
    await app.knex('articles').whereNot('locale', 'en').delete();
    app.localazy.state.project.languages.push({ id: 4, code: 'fr', name: 'French' });
    app.localazy.failOn({ path: /\/files\/[^/]+\/keys\//, trouble: { delayMs: 150 } });
    const [download, webhook] = await Promise.all([app.transfer('download'), app.webhook()]);
    for (const { session } of [download, webhook]) {
      expect(session.summary).toContain(
        'It ran at the same time as 1 other download: look for entries and languages that exist twice.'
      );
      expect(session.summary).not.toMatch(/could not be added|already exists|insert into/);
      const lines = await app.entries(session);
      const warnings = lines.filter(({ level }) => level === 'warn');
      expect(warnings.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^Another download (?:is still running|has started before)/),
      ]);
    }
    const alone = await app.transfer('download');
    expect(alone.session.summary).not.toContain('at the same time');
    const seen = `both: “${webhook.session.summary}”`;
    saw({ heading, done: 'a download and a webhook at the same time', seen });
  });
});

describe('an error that is logged after the end', () => {
  it('is in the count and in the summary', async () => {
    const { strapi } = app;
    let logLate = () => {};
    undo = strapi.db.lifecycles.subscribe({
      models: ['api::article.article'],
      afterUpdate() {
        logLate = AsyncResource.bind(() => void strapi.log.error('The cache is not cleared'));
      },
    });
    const { session } = await app.transfer('download');
    expect(session).toMatchObject({ status: 'completed', errorCount: 0 });
    logLate();
    const late = await until('the error is stored', async () =>
      (await app.sessions('download')).find(({ id, errorCount }) => id === session.id && errorCount)
    );
    expect(late.summary).toBe(
      `${session.summary} Something else in Strapi logged 1 error during this time: see the log.`
    );
  });
});

/** Stalls are noted after half a second in transfers that begin while `start` runs. */
const withQuickStalls = async <Result>(start: () => Promise<Result>) => {
  const setTimer = globalThis.setTimeout;
  const quick = (...[fn, ms, ...args]: Parameters<typeof setTimeout>) =>
    setTimer(fn, ms === 30_000 ? 500 : ms, ...args);
  globalThis.setTimeout = Object.assign(quick, setTimer);
  try {
    return await start();
  } finally {
    globalThis.setTimeout = setTimer;
  }
};

/** Starts a transfer; returns its session once it has stalled in the given phase: a busy machine stalls in others, too. */
const startStalling = (kind: 'upload' | 'download', phase: string) =>
  withQuickStalls(async () => {
    const before = await app.sessions(kind);
    await startTransfer(app, kind);
    return until(`it is noted that ${phase}`, async () => {
      const session = await app.newestOf(kind, before);
      return session?.summary === `No progress for over 30 s: ${phase}.` ? session : null;
    });
  });

const ended = ({ id, eventType }: Session) =>
  until('it has ended', async () =>
    (await app.sessions(eventType)).find((one) => one.id === id && one.status !== 'in-progress')
  );

describe('a transfer without progress', () => {
  it.each([
    ['upload', 'beforeFindMany', 'Strapi is still reading the content'],
    ['download', 'beforeUpdate', 'Strapi is still saving a translation'],
  ] as const)('is not blamed on Localazy: %s, %s', async (kind, hook, phase) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    undo = app.strapi.db.lifecycles.subscribe({
      models: ['api::article.article'],
      [hook]: () => released,
    });
    const stalled = await startStalling(kind, phase);
    expect((await app.entries(stalled)).at(-1)).toMatchObject({
      level: 'warn',
      message: stalled.summary,
    });
    release();
    expect((await ended(stalled)).status).toBe('completed');
  });

  it('is waiting for Localazy while a request to it is open, and fails when the connection breaks', async () => {
    app.localazy.failOn({ path: /\/import$/, times: 1, trouble: 'hang' });
    const stalled = await startStalling('upload', 'waiting for a response from Localazy');
    expect(stalled.status).toBe('in-progress');
    app.localazy.dropHanging();
    const { status, summary } = await ended(stalled);
    expect(status).toBe('failed');
    expect(summary).toMatch(/^Localazy could not be reached, or the connection broke/);
    saw({
      heading,
      done: 'upload: Localazy never responds, then the connection breaks',
      seen: `meanwhile in progress, “${stalled.summary}”; then ${status}, “${summary}”`,
    });
  });
});

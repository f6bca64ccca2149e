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

/** Technical words have no place in what a content editor reads, unless quoted or in brackets. */
const TECHNICAL =
  /undefined|\bnull\b|TypeError|ECONN|\[object|status code|localazyUser|\bat \S+:\d+/;
const withoutAsides = (summary: string) => summary.replace(/\(.*?\)\.?(?= |$)/g, '');

let app: OfficialApp;
let undo: (() => void) | null = null;

/** Waits for Localazy's answer while all the other cases run. */
let unanswered: Session;

const startUnansweredUpload = async () => {
  const isImport = ({ path }: { path: string }) => path.endsWith('/import');
  app.localazy.failOn({ path: /\/import$/, times: 1, trouble: 'hang' });
  await startTransfer(app, 'upload');
  await until('it waits for Localazy', () => app.localazy.requests.some(isImport));
  return until('it is recorded', async () => (await app.sessions('upload'))[0]);
};

beforeAll(async () => {
  app = await startOfficialApp({ plugins: { notes: fixturePlugin('notes') } });
  unanswered = await startUnansweredUpload();
});
afterEach(async () => {
  undo?.();
  undo = null;
  await app.reset();
});
afterAll(() => app?.stop());

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
  expect(session.summary).toSatisfy((summary: string) => matches(summary, end.summary));
  expect(withoutAsides(session.summary)).not.toMatch(TECHNICAL);
  expect(page).toSatisfy(() =>
    end.page === null
      ? page === null
      : page?.success === end.page.success && matches(page.message, end.page.message)
  );
  if (end.entry !== undefined) {
    const messages = (await app.entries(session)).map(({ message }) => message);
    const expected = end.entry;
    expect(messages).toSatisfy(() => messages.some((message) => matches(message, expected)));
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

  it('that is no JSON never reaches the official plugin: Strapi answers 400, nothing is recorded', async () => {
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

describe('an answer that never comes', () => {
  const current = async () => (await app.sessions('upload')).find(({ id }) => id === unanswered.id);

  it('is said to be waited for, and the session fails when the connection breaks', async () => {
    const waiting = await until(
      'the silence is said',
      async () => {
        const session = await current();
        return session?.summary.includes('no news') ? session : null;
      },
      { timeoutMs: 35_000 }
    );
    expect(waiting).toMatchObject({
      status: 'in-progress',
      summary: 'Uploading content to Localazy: no news for over 30 s, waiting for Localazy',
    });
    expect((await app.entries(waiting)).at(-1)).toMatchObject({
      level: 'warn',
      message: 'Nothing heard for 30 s: most likely Localazy has not answered yet',
    });
    app.localazy.dropHanging();
    const ended = await until('it has ended', async () => {
      const session = await current();
      return session?.status === 'in-progress' ? null : session;
    });
    expect(ended.status).toBe('failed');
    expect(ended.summary).toMatch(
      /^Localazy did not confirm the upload: Localazy could not be reached/
    );
    saw({
      heading,
      done: 'upload: Localazy never answers, then the connection breaks',
      seen: `meanwhile in progress, “${waiting.summary}”; then ${ended.status}, “${ended.summary}”`,
    });
  }, 60_000);
});

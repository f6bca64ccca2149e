import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityLogger } from '../../server/recorder/types';
import { sessionEventSchema } from '../../shared/contracts';
import { SESSION_EVENTS } from '../../shared/events';
import { insertSession, startStrapi, until, type RunningStrapi } from '../harness';
import { startMailServer } from './support/mail-server';
import { loggerOf, storeOf } from './support/services';

const SECRET = 'Zq8+x2vM/5tLw9Rb4Hn7Jc3Yd6Pf1Gs0';
const PUBLIC_URL = 'https://cms.example.com';

type MailServer = Awaited<ReturnType<typeof startMailServer>>;

describe('what is reported outside', () => {
  let app: RunningStrapi;
  let logger: ActivityLogger;
  let mailServer: MailServer;
  let receiver: Server;
  const received: { path?: string; body: Record<string, unknown> }[] = [];
  const warnings: string[] = [];

  beforeAll(async () => {
    mailServer = await startMailServer();
    receiver = createServer(async (request, response) => {
      received.push({
        path: request.url,
        body: (await json(request)) as Record<string, unknown>,
      });
      response.end('ok');
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    app = await startStrapi({
      env: { PUBLIC_URL },
      config: {
        redact: { values: [SECRET] },
        heartbeat: { intervalMs: 100, leaseMs: 300, sweepIntervalMs: 100 },
        notifications: { mailTo: ['editor@example.com', 'admin@example.com'] },
      },
      plugins: {
        email: {
          config: { providerOptions: { devHost: '127.0.0.1', devPort: mailServer.port } },
        },
      },
    });
    logger = loggerOf(app);
    const warn = app.strapi.log.warn.bind(app.strapi.log);
    app.strapi.log.warn = ((message: unknown) => {
      warnings.push(String(message));
      return warn(message as string);
    }) as typeof app.strapi.log.warn;
  });
  afterAll(async () => {
    await app?.stop();
    await mailServer?.close();
    await new Promise((resolve) => receiver.close(resolve));
  });
  afterEach(() => {
    warnings.length = 0;
  });

  const fail = async (eventType: 'upload' | 'download' | 'webhook', reason: string) => {
    const session = logger.start({ eventType, initiatedBy: 'Ada Lovelace' });
    session.error(`The cause: ${reason}`, { token: SECRET });
    session.fail(reason);
    await logger.flush();
  };
  const complete = async (eventType: 'upload' | 'download' | 'webhook') => {
    await logger.run({ eventType }, (session) => session.summarize('Created 3 entries.'));
    await logger.flush();
  };
  /** The mails with this subject, each as it can be read. */
  const mailsAbout = (subject: string) =>
    mailServer.mails
      .map((mail) => mail.replace(/=\r\n/g, '').replace(/\r\n /g, ' '))
      .filter((mail) => mail.includes(`Subject: [Strapi] ${subject}`));

  it('is an event that a webhook of Strapi can have: the session without secrets, the address of its page', async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const { status } = await app.request('POST', '/admin/webhooks', {
      token: app.admin.token,
      body: { name: 'Failures', url, headers: {}, events: [SESSION_EVENTS.failed] },
    });
    expect(status).toBe(201);

    await complete('upload');
    await fail('upload', `Localazy refused it: ${SECRET}`);
    const { body } = await until('the webhook came', () => received[0]);
    expect(received).toHaveLength(1);
    expect(body.event).toBe('localazy-activity-logs.session.failed');
    const { session, url: page } = sessionEventSchema.parse(body);
    expect(session).toMatchObject({
      eventType: 'upload',
      status: 'failed',
      initiatedBy: 'Ada Lovelace',
      summary: 'Localazy refused it: [redacted]',
      entryCount: 1,
      errorCount: 1,
    });
    expect(page).toBe(`${PUBLIC_URL}/admin/plugins/localazy-activity-logs/sessions/${session.id}`);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  it('is one event for each session, which a subscriber that throws does not disturb', async () => {
    const seen: string[] = [];
    const off = app.strapi.eventHub.on(SESSION_EVENTS.completed, async (...given: unknown[]) => {
      seen.push(sessionEventSchema.parse(given[0]).session.summary);
      throw new Error('a subscriber of the host');
    });
    await complete('download');
    await complete('download');
    off();
    expect(seen).toEqual(['Created 3 entries.', 'Created 3 entries.']);
    await until('the console says so', () => warnings.length > 0);
    expect(warnings[0]).toBe(
      '[localazy-activity-logs] A subscriber of localazy-activity-logs.session.completed failed: a subscriber of the host'
    );
    const { body } = await app.request<{ results: { status: string }[] }>(
      'GET',
      '/localazy-activity-logs/sessions?eventType=download',
      { token: app.admin.token }
    );
    expect(body.results.map(({ status }) => status)).toEqual(['completed', 'completed']);
  });

  it('is an event for a session whose process died, too', async () => {
    const seen: string[] = [];
    const off = app.strapi.eventHub.on(SESSION_EVENTS.failed, async (...given: unknown[]) => {
      seen.push(sessionEventSchema.parse(given[0]).session.summary);
    });
    await insertSession(storeOf(app), {
      instanceId: 'a process that died',
      idempotencyKey: 'a process that died|1',
      eventType: 'webhook',
      startedAt: Date.now(),
      initiatedBy: 'Webhook',
      initiatorId: null,
      summary: 'Downloading translations from Localazy',
    });
    await until('it has been found', () => seen.length > 0);
    off();
    expect(seen).toEqual([expect.stringMatching(/^Interrupted: Strapi stopped/)]);
  });

  it('is a mail to each address, once for a cause, and one when it works again', async () => {
    const failures = () => mailsAbout('Download failed');
    const recoveries = () => mailsAbout('Download works again');
    await fail('download', '2 of 24 entries could not be saved.');
    await fail('download', '3 of 24 entries could not be saved.');
    await until('the failure is mailed', () => failures().length === 2);
    await complete('download');
    await until('it is mailed that it works again', () => recoveries().length === 2);
    expect(failures()).toHaveLength(2);
    for (const address of ['editor@example.com', 'admin@example.com']) {
      const [failure] = failures().filter((mail) => mail.includes(`To: ${address}`));
      expect(failure).toContain('2 of 24 entries could not be saved.');
      expect(failure).toMatch(
        new RegExp(`Details: ${PUBLIC_URL}/admin/plugins/localazy-activity-logs/sessions/\\d+`)
      );
      const [recovery] = recoveries().filter((mail) => mail.includes(`To: ${address}`));
      expect(recovery).toContain('1 more session failed since the last mail.');
    }
  });

  it('harms nothing where the mail server is down: one console line', async () => {
    await mailServer.close();
    await fail('upload', 'The first reason.');
    await fail('upload', 'Another reason.');
    await until('the console says so', () => warnings.length > 0);
    await complete('upload');
    expect(warnings).toEqual([
      expect.stringMatching(/^\[localazy-activity-logs\] A notification could not be mailed: /),
    ]);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../harness';
import { OFFICIAL_PAGE_HEADERS } from '../harness/official-plugin';
import { createLocalazyApi, WEBHOOK_PATH, type LocalazyApi } from '../localazy-api';
import { signedWebhook } from '../localazy-api/webhook';
import { startOfficialApp, type OfficialApp } from './support/official-app';
import { refusedCalls } from './support/refused-calls';
import { saw } from './support/saw';

const heading = 'Hostile input';

/** The official plugin begins a download about a second after it has responded. */
const BEGUN_MS = 2_500;

type Call = ReturnType<typeof signedWebhook>;

const HMAC = 'x-localazy-hmac';
const TIMESTAMP = 'x-localazy-timestamp';

const altered = (call: Call, headers: Record<string, string>): Call => ({
  ...call,
  headers: { ...call.headers, ...headers },
});

/** What is done to a call that Localazy has signed. */
const TAMPERED: Record<string, (call: Call) => Call> = {
  'as it came': (call) => call,
  'another body': (call) => ({ ...call, body: call.body.replace('published', 'deleted') }),
  'the same body, otherwise spaced': (call) => ({ ...call, body: ` ${call.body} ` }),
  'another timestamp': (call) =>
    altered(call, { [TIMESTAMP]: String(Number(call.headers[TIMESTAMP]) - 1) }),
  'a timestamp with a tail': (call) =>
    altered(call, { [TIMESTAMP]: `${call.headers[TIMESTAMP]}.0` }),
  'the signature in capitals': (call) =>
    altered(call, { [HMAC]: call.headers[HMAC].toUpperCase() }),
  'the signature’s first half': (call) =>
    altered(call, { [HMAC]: call.headers[HMAC].slice(0, 32) }),
  'the signature twice': (call) =>
    altered(call, { [HMAC]: `${call.headers[HMAC]}, ${call.headers[HMAC]}` }),
  'the signature and more': (call) => altered(call, { [HMAC]: `${call.headers[HMAC]}00` }),
  'an empty signature': (call) => altered(call, { [HMAC]: '' }),
  'a word for a signature': (call) => altered(call, { [HMAC]: 'undefined' }),
  'one character wrong': (call) =>
    altered(call, {
      [HMAC]: call.headers[HMAC].replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    }),
  'the marks of the admin’s page beside a wrong signature': (call) =>
    altered(call, { ...OFFICIAL_PAGE_HEADERS, [HMAC]: 'x' }),
};

let localazy: LocalazyApi;
let app: OfficialApp | null = null;
beforeAll(async () => {
  localazy = await createLocalazyApi();
});
afterAll(async () => {
  await app?.stop();
  await localazy?.close();
});

const send = async ({ url }: OfficialApp, { headers, body }: Call) => {
  const response = await fetch(new URL(WEBHOOK_PATH, url), { method: 'POST', headers, body });
  const { success, message }: { success?: boolean; message?: string } = await response.json();
  return { status: response.status, success, message };
};

/** The response to each call, and how many downloads come of them all. */
const outcomes = async (running: OfficialApp) => {
  localazy.requests.length = 0;
  const responses: Record<string, Awaited<ReturnType<typeof send>>> = {};
  for (const [how, tamper] of Object.entries(TAMPERED)) {
    const { webhookSecret, project } = localazy.state;
    responses[how] = await send(running, tamper(signedWebhook(webhookSecret, project.id)));
  }
  await sleep(BEGUN_MS);
  const downloads = localazy.requests.filter(({ path }) => path.endsWith('/files')).length;
  return { responses, downloads };
};

it('the signature of a webhook is checked as without us, and only what passes is a webhook', async () => {
  const disabled = { 'localazy-activity-logs': { enabled: false } };
  app = await startOfficialApp({ localazy, plugins: disabled });
  const without = await outcomes(app);
  await app.stop();

  app = await startOfficialApp({ localazy });
  const ours = await outcomes(app);
  expect(ours).toEqual(without);
  const passed = Object.entries(ours.responses)
    .filter(([, { success }]) => success !== false)
    .map(([how]) => how);
  expect(passed).toEqual(['as it came', 'the same body, otherwise spaced']);
  expect(ours.downloads).toBe(passed.length);
  const running = app;
  const refused = Object.keys(TAMPERED).length - passed.length;
  await until('the genuine ones are recorded, and the others counted', async () => {
    const sessions = await running.sessions('webhook');
    const genuine = sessions.filter(({ status }) => status === 'completed').length;
    const counted = sessions.reduce((sum, session) => sum + refusedCalls(session), 0);
    return genuine === passed.length && counted === refused;
  });
  saw({
    heading,
    done: `${Object.keys(TAMPERED).length} calls of the webhook, one of them genuine, the others tampered with: ${Object.keys(TAMPERED).slice(1).join('; ')}`,
    seen: `each has the response that it has without this plugin; ${passed.length} pass there and here (the body is compared as JSON), and only they are webhooks in the list`,
  });
});

it('a download of an admin is no webhook for carrying a webhook’s headers', async () => {
  const running = app;
  if (!running) throw new Error('There is no Strapi');
  const before = (await running.sessions('webhook')).length;
  const { webhookSecret, project } = localazy.state;
  const { headers } = signedWebhook(webhookSecret, project.id, { body: {} });
  const { status } = await running.request('POST', '/localazy/transfer/download', {
    token: running.admin.token,
    body: {},
    headers: { ...OFFICIAL_PAGE_HEADERS, ...headers },
  });
  expect(status).toBe(200);
  const [session] = await until('it is recorded', async () => {
    const found = await running.sessions('download');
    return found.length > 0 && found;
  });
  expect(session).toMatchObject({ eventType: 'download', initiatedBy: 'Ada Lovelace' });
  expect(await running.sessions('webhook')).toHaveLength(before);
  saw({
    heading,
    done: 'a download of an admin that carries a webhook’s headers, signed',
    seen: 'a download of that admin',
  });
});

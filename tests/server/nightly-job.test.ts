import { createRequire } from 'node:module';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExportedSession } from '../../shared/contracts';
import { sharedStrapi, type RunningStrapi } from '../harness';
import { REPOSITORY } from '../harness/paths';
import { loggerOf } from './support/services';

type Job = (options: { strapi: unknown; uid: string; url: string }) => Promise<number>;

const EXAMPLE = path.join(REPOSITORY, 'examples', 'nightly-job');
const sendCatalogue: Job = createRequire(import.meta.url)(`${EXAMPLE}/src/jobs/send-catalogue`);

/** Strapi makes two of them: Authenticated and Public. */
const ROLES = 'plugin::users-permissions.role';

let app: RunningStrapi;
let catalogue: Server;
const received: unknown[] = [];
let status = 200;

beforeAll(async () => {
  app = await sharedStrapi();
  catalogue = createServer(async (request, response) => {
    received.push(await json(request));
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => catalogue.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await app?.stop();
  catalogue?.close();
});

const runJob = () => {
  const { port } = catalogue.address() as AddressInfo;
  return sendCatalogue({ strapi: app.strapi, uid: ROLES, url: `http://127.0.0.1:${port}` });
};

const newestSession = async () => {
  await loggerOf(app).flush();
  const { body } = await app.request<ExportedSession[]>('GET', '/localazy-activity-logs/export', {
    token: app.admin.token,
  });
  return body[0];
};

it('the example’s nightly job is recorded as a session with its lines', async () => {
  expect(await runJob()).toBe(2);
  expect(received).toEqual([
    [expect.objectContaining({ name: 'Authenticated' }), expect.anything()],
  ]);
  expect(await newestSession()).toMatchObject({
    eventType: 'upload',
    status: 'completed',
    initiatedBy: 'Nightly job',
    summary: 'Sent 2 entries',
    entries: expect.arrayContaining([expect.objectContaining({ message: 'Sent 2 of 2 entries' })]),
  });
});

it('the example’s nightly job fails visibly where the other service refuses the entries', async () => {
  status = 503;
  await expect(runJob()).rejects.toThrow('The catalogue service responded with 503');
  expect(await newestSession()).toMatchObject({
    status: 'failed',
    summary: 'The catalogue service responded with 503',
  });
});

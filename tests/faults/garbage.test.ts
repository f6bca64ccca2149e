import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Preferences } from '../../shared/contracts';
import type { ActivityLogger } from '../../server/recorder/types';
import { permissionAction } from '../../shared/permissions';
import { createAdmin, startStrapi, type Admin, type RunningStrapi } from '../harness';
import { REPOSITORY } from '../harness/paths';
import { garbageRequest } from './support/garbage';
import { API } from './support/official-app';
import { createRawClient, type RawResponse, type RawRequest } from './support/raw-client';
import { saw } from './support/saw';

const heading = 'Hostile input';

/** Generated anew in each run. */
const REQUESTS = Number(process.env.GARBAGE_REQUESTS ?? 4_000);
const AT_ONCE = 50;
const ALLOWED = new Set([200, 204, 400, 401, 403, 404, 413]);

let app: RunningStrapi;
let client: ReturnType<typeof createRawClient>;
let sender: Admin;
let other: Admin;
/** Content types at which Strapi's own parser of bodies broke. */
const brokenByStrapi = new Set<string>();

beforeAll(async () => {
  app = await startStrapi();
  client = createRawClient(app.url);
  // Of a text, Strapi tries in vain to make a public key at each request, a sixth of what one costs.
  const secret = app.strapi.config.get('admin.auth.secret');
  app.strapi.config.set('admin.auth.secret', createSecretKey(Buffer.from(String(secret))));
  // Strapi reads an admin's permissions for every request, and a super admin has dozens.
  sender = await createAdmin(app.strapi, {
    permissions: (['read', 'export', 'clear'] as const).map(permissionAction),
  });
  other = await createAdmin(app.strapi, { email: 'canary-of-another-user@example.com' });
});
afterAll(async () => {
  client?.close();
  await app?.stop();
});

/** Something to find, to page through and to export; the garbage clears it now and then. */
const recordSomething = async () => {
  const logger: ActivityLogger = app.strapi.plugin('localazy-activity-logs').service('logger');
  for (const eventType of ['upload', 'download', 'webhook'] as const) {
    await logger.run({ eventType, initiatedBy: 'Ada' }, (session) => {
      session.info('Höhe, 高さ, ارتفاع', { of: 'a line' });
      session.warn('a warning');
    });
  }
  await logger.flush();
};

const preferencesOf = async ({ token }: Admin) =>
  (await app.request<Preferences>('GET', `${API}/preferences`, { token })).body;

/** What of a server's internals must never be in a response. */
const LEAKS = [
  /\n\s*at .+:\d+:\d+/,
  /node_modules/,
  new RegExp(REPOSITORY.replace(/[^\w/]/g, '\\$&')),
  /SQLITE_|select .+ from |insert into/i,
  /canary-of-another-user/,
];

const briefly = (text: string) => text.replace(/(x{20})x+/g, '$1…');

/** Whether Strapi's own parser of bodies, which runs before any route, breaks at this one too. */
const breaksStrapiItself = async ({ headers, body }: RawRequest) =>
  (await client.send({ method: 'PUT', path: '/admin/users/me', headers, body })).status === 500;

/** Null where a response is as it should be. */
const problemOf = async (
  request: RawRequest,
  { status, body }: RawResponse
): Promise<string | null> => {
  if (status === 500 && (await breaksStrapiItself(request))) {
    brokenByStrapi.add(request.headers['content-type']);
    return null;
  }
  if (!ALLOWED.has(status)) return `${request.method} ${request.path}: ${status} ${body}`;
  const leak = LEAKS.find((pattern) => pattern.test(body));
  return leak ? `${request.method} ${request.path}: ${leak} in ${body}` : null;
};

it(`${REQUESTS} generated requests to every route: none breaks, tells of the inside or reaches another user`, async () => {
  const saved = {
    sort: { upload: 'initiatedBy:asc', download: 'duration:asc', webhook: 'status:asc' },
    lastTab: 'webhook',
  };
  await app.request('PUT', `${API}/preferences`, { token: other.token, body: saved });
  const statuses: Record<string, number> = {};
  let batches = 0;
  const batch = fc.array(garbageRequest(sender.token), {
    minLength: AT_ONCE,
    maxLength: AT_ONCE,
  });

  await fc.assert(
    fc.asyncProperty(batch, async (requests) => {
      if (batches % 20 === 0) await recordSomething();
      batches += 1;
      const responses = await Promise.all(requests.map(client.send));
      responses.forEach(({ status }) => {
        statuses[status] = (statuses[status] ?? 0) + 1;
      });
      const problems = (
        await Promise.all(responses.map((response, index) => problemOf(requests[index], response)))
      ).flatMap((problem) => problem ?? []);
      if (problems.length > 0) throw new Error(problems.map(briefly).join('\n'));
    }),
    { numRuns: REQUESTS / AT_ONCE, endOnFailure: true }
  );

  expect(await preferencesOf(other)).toEqual(saved);
  expect((await app.request('GET', `${API}/sessions`, { token: other.token })).status).toBe(200);
  const broken = [...brokenByStrapi]
    .map((type) => `Strapi’s own parser breaks at ${type}, on its own routes too; else `)
    .join('');
  saw({
    heading,
    done: `${REQUESTS} generated requests to every route`,
    seen: `${broken}${Object.entries(statuses)
      .map(([status, count]) => `${count} × ${status}`)
      .join(', ')}; no stack, no SQL, another user’s preferences as they were`,
  });
}, 600_000);

it('a query of 1 MB is refused by Node, a body of 1.5 MB by Strapi, both before us', async () => {
  const headers = { authorization: `Bearer ${app.admin.token}` };
  const path = `${API}/sessions?search=${'x'.repeat(1024 * 1024)}`;
  const longQuery = await client.send({ method: 'GET', path, headers });
  const longBody = await client.send({
    method: 'PUT',
    path: `${API}/preferences`,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ sort: { upload: 'x'.repeat(1.5 * 1024 * 1024) } }),
  });
  expect([longQuery.status, longBody.status]).toEqual([431, 413]);
  expect((await preferencesOf(app.admin)).sort.upload).not.toContain('xxx');
  saw({
    heading,
    done: 'a query of 1 MB; a body of 1.5 MB',
    seen: `${longQuery.status} (Node’s own limit of 16 KB for what comes before a body); ${longBody.status}`,
  });
});

import { createRequire } from 'node:module';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExportedSession } from '../../shared/contracts';
import type { ActivityLogger } from '../../server/recorder/types';
import { startStrapi, type RunningStrapi, type StartOptions } from '../harness';
import { REPOSITORY } from '../harness/paths';
import { createLocalazyApi } from '../localazy-api';
import { listenInEachTest } from './support/console-lines';
import { API, fixturePlugin, startOfficialApp } from './support/official-app';
import { saw } from './support/saw';

const heading = 'Living in a host';
const require = createRequire(import.meta.url);

const ourLines = listenInEachTest();

let app: RunningStrapi | null = null;
afterEach(async () => {
  await app?.stop();
  app = null;
});

const exported = async ({ request, admin }: RunningStrapi) =>
  (await request<ExportedSession[]>('GET', `${API}/export`, { token: admin.token })).body;

const recordsOwnOperations = async (running: RunningStrapi) => {
  const logger: ActivityLogger = running.strapi.plugin('localazy-activity-logs').service('logger');
  await logger.run({ eventType: 'upload' }, (session) => session.info('of the host’s own'));
  await logger.flush();
  const [session] = await exported(running);
  expect(session).toMatchObject({
    status: 'completed',
    entries: [{ message: 'of the host’s own' }],
  });
};

const NOT_ENABLED =
  'info: The official Localazy plugin is not enabled: only what other code logs is recorded';

describe('without the official plugin', () => {
  it.each<[string, StartOptions]>([
    [
      'not installed',
      {
        appDir: path.join(REPOSITORY, 'tests', 'faults', 'fixtures', 'app-without-localazy'),
      },
    ],
    ['disabled', { withLocalazy: false }],
  ])('%s: it starts, logs it once, and records the rest', async (how, options) => {
    app = await startStrapi(options);
    expect(ourLines()).toEqual([NOT_ENABLED]);
    await recordsOwnOperations(app);
    saw({
      heading,
      done: `a start with the official plugin ${how}`,
      seen: `once “${ourLines()[0]}”; the logger service records`,
    });
  });
});

describe('the oldest official plugin of its line for Strapi v4, 0.2.3', () => {
  it('is recorded: an upload, a download, a webhook, and what Localazy refuses', async () => {
    const localazy = await createLocalazyApi();
    const old = 'localazy-strapi-plugin-oldest';
    require(`${old}/server/config/production`).LOCALAZY_PUBLIC_API_URL = localazy.url;
    try {
      const running = await startOfficialApp({
        localazy,
        plugins: {
          localazy: { enabled: true, resolve: path.join(REPOSITORY, 'node_modules', old) },
        },
      });
      app = running;
      expect(ourLines()).toEqual([]);
      const upload = await running.transfer('upload');
      const download = await running.transfer('download');
      const webhook = await running.webhook();
      const forged = await running.webhook({ forge: true });
      const seen = [upload, download, webhook, forged].map(
        ({ session }) => `${session.eventType} ${session.status}, “${session.summary}”`
      );
      expect(seen).toEqual([
        expect.stringMatching(/^upload completed, “Upload/),
        expect.stringMatching(/^download completed, “Created \d+ entries as drafts in 2 languages/),
        expect.stringMatching(/^webhook completed, “Updated \d+ drafts/),
        expect.stringMatching(/^webhook failed, “.*signature is wrong/),
      ]);
      saw({ heading, done: 'a start with the official plugin 0.2.3', seen: seen.join('; ') });

      localazy.failOn({ path: /\/keys\/cs/, trouble: { status: 500 } });
      const { session, page } = await running.transfer('download');
      expect(page?.success).toBe(true);
      expect(session.status).toBe('failed');
      expect(session.summary).toMatch(
        /^Localazy is not working properly at the moment: try again later\. Nothing was downloaded in cs\. Updated \d+ drafts? in 1 language \(de\)/
      );
      expect(session.outcome?.missingLanguages).toEqual([]);
      saw({
        heading,
        done: 'a download of the official plugin 0.2.3 to which Localazy returns an error for one language',
        seen: `its page: success; ours: ${session.status}, “${session.summary}”`,
      });
    } finally {
      await app?.stop();
      app = null;
      await localazy.close();
    }
  });
});

describe('the official plugin without a part of it', () => {
  /**
   * What is left to record, where anything is. Without `pluginSettingsService` the official plugin
   * itself breaks at every entry that is saved, with nobody to catch it: no host can live with that.
   */
  const LEFT: Record<string, 'upload' | 'download' | 'webhook' | null> = {
    localazyTransferUploadService: 'download',
    localazyTransferDownloadService: 'upload',
    localazyUploadService: null,
    localazyUserService: null,
    localazyPubApiService: 'upload',
    verifyWebhook: 'download',
  };

  it.each(Object.entries(LEFT))(
    '%s: it starts, logs it once, and records the rest',
    async (part, left) => {
      const options: StartOptions = {
        plugins: { localazy: fixturePlugin('partial-localazy') },
        env: { LOCALAZY_WITHOUT: part },
      };
      const seen = [];
      if (left === 'upload' || left === 'download') {
        const running = await startOfficialApp(options);
        app = running;
        const { session } = await running.transfer(left);
        expect(session.status).toBe('completed');
        seen.push(`${left} ${session.status}`);
      } else {
        app = await startStrapi(options);
      }
      expect(ourLines()).toEqual([
        `warn: This version of the Localazy plugin lacks ${part}: what it does is not recorded`,
      ]);
      await recordsOwnOperations(app);
      saw({
        heading,
        done: `a start with an official plugin that lacks ${part}`,
        seen: [`once “${ourLines()[0]}”`, ...seen, 'the logger service records'].join('; '),
      });
    }
  );
});

describe('plugins of the host that extend the same service', () => {
  interface Call {
    name: string;
    sees: string;
  }
  const callsOf = ({ strapi }: RunningStrapi) =>
    ['before', 'after'].flatMap((name): Call[] =>
      strapi.plugin(`neighbour-${name}`).service('calls')
    );

  it('before and after us work, and so do we', async () => {
    const running = await startOfficialApp({
      pluginsBefore: { 'neighbour-before': fixturePlugin('neighbour-before') },
      plugins: { 'neighbour-after': fixturePlugin('neighbour-after') },
    });
    app = running;
    const { session, page } = await running.transfer('upload');
    expect(page).toEqual({ success: true, message: 'Upload finished' });
    expect(session).toMatchObject({ status: 'completed', initiatedBy: 'Ada Lovelace' });
    expect(session.summary).toMatch(/^Uploaded \d+ keys/);
    expect(callsOf(running)).toEqual([
      { name: 'before', sees: 'function' },
      { name: 'after', sees: 'function' },
    ]);
    expect(await running.sessions('upload')).toHaveLength(1);

    const { strapi } = running;
    await running.stop();
    app = null;
    // What stands outermost is the neighbour's and stays; ours below it passes calls on.
    await strapi
      .plugin('localazy')
      .service('localazyTransferUploadService')
      .upload(null)
      .catch(() => {});
    expect(callsOf(running)).toHaveLength(4);
    saw({
      heading,
      done: 'two neighbours extend the upload service, one before and one after us',
      seen: 'one upload: each called once, one session; after our stop both are called still',
    });
  });

  it('later, in place of a method, keep working', async () => {
    const running = await startOfficialApp();
    app = running;
    const service = running.official('localazyTransferUploadService');
    const { upload } = service;
    let called = 0;
    service.upload = function replaced(...args: unknown[]) {
      called += 1;
      return upload.apply(this, args);
    };
    const { session } = await running.transfer('upload');
    expect(session.status).toBe('completed');
    expect(called).toBe(1);
    expect(await running.sessions('upload')).toHaveLength(1);
    saw({
      heading,
      done: 'a host replaces the service’s method after its start',
      seen: `its method called once; one session, ${session.status}`,
    });
  });
});

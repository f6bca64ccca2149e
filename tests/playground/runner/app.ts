import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import type { LoadedStrapi } from '@strapi/types';
import { createAdmin } from '../../harness/admins';
import { bootStrapi, type BootedStrapi } from '../../harness/boot-strapi';
import { databaseFile } from '../../harness/databases';
import { APP_DIR, REPOSITORY } from '../../harness/paths';
import { createLocalazyApi, type LocalazyApi } from '../../localazy-api';
import { ARTICLE_UID, seed, seedIdentity, seedSite } from './seed';

const FIRST_PORT = Number(process.env.PORT) || 1337;

/** Signs in at the playground's admin panel. */
export const CREDENTIALS = {
  firstname: 'Ada',
  lastname: 'Lovelace',
  email: 'ada@example.com',
  password: 'Playground-1',
};

export interface Playground extends BootedStrapi {
  localazy: LocalazyApi;
  /** JWT of the seeded admin. */
  token: string;
  /** True where the database is new. */
  isFresh: boolean;
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

const freePort = async (): Promise<number> => ((await isFree(FIRST_PORT)) ? FIRST_PORT : 0);

const openDatabase = async (fresh: boolean) => {
  const directory = path.join(APP_DIR, '.tmp');
  if (fresh) await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  return databaseFile(path.join(directory, 'playground.db'));
};

/** Fills a new database; one of an earlier run keeps what it has. Returns whether it was new. */
const prepare = async (strapi: LoadedStrapi, localazy: LocalazyApi): Promise<boolean> => {
  if (await strapi.db.query(ARTICLE_UID).count()) {
    await seedIdentity(strapi, localazy.state);
    return false;
  }
  const admin = await createAdmin(strapi, CREDENTIALS);
  const articles = await seed(strapi, {
    articles: 24,
    localazy: localazy.state,
    webhookAuthorId: admin.id,
  });
  await seedSite(strapi, articles);
  return true;
};

const signIn = async ({ request }: BootedStrapi): Promise<string> => {
  const { email, password } = CREDENTIALS;
  const { status, body } = await request<{ data: { token: string } }>('POST', '/admin/login', {
    body: { email, password },
  });
  if (status !== 200) throw new Error(`Signing in as ${email} returned ${status}`);
  return body.data.token;
};

interface StartPlayground {
  fresh: boolean;
  /** Our plugin's config. */
  config: Record<string, unknown>;
}

/**
 * Starts the playground: Strapi with the built plugin and admin panel, on the database of the last
 * run unless `fresh`, and the stand-in of Localazy's API.
 */
export const startPlayground = async ({ fresh, config }: StartPlayground): Promise<Playground> => {
  const localazy = await createLocalazyApi();
  const booted = await bootStrapi({
    database: await openDatabase(fresh),
    localazyUrl: localazy.url,
    config,
    pluginDir: REPOSITORY,
    serveAdminPanel: true,
    env: {
      NODE_ENV: 'production',
      PORT: String(await freePort()),
      QUIET: 'false',
      LOG_LEVEL: 'info',
    },
  });
  const isFresh = await prepare(booted.strapi, localazy);
  const token = await signIn(booted);
  return {
    ...booted,
    localazy,
    token,
    isFresh,
    stop: () => booted.stop().finally(() => localazy.close()),
  };
};

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LoadedStrapi } from '@strapi/types';
import { z } from 'zod';
import { bundleFileName, idParam, listSessionsQuerySchema } from '../../shared/contracts';
import type { Bundle, Session } from '../../shared/contracts';
import { LOCALAZY_PLUGIN_ID, PLUGIN_ID } from '../../shared/plugin-id';
import type { Config } from '../config/schema';
import { REDACTED } from '../domain/redaction';
import { localazyStatusOf, recorderOf, storeOf } from '../services';
import { toBundleJson } from './bundle-json';
import { notFound, parsed } from './requests';
import { sendStream } from './stream';

const RECENT_SESSIONS = '20';

/** Secrets that no setting of Strapi names. */
const GIVEN_BY_LOCALAZY = ['the Localazy access token', 'the secret of Localazy’s webhooks'];

const packageSchema = z.object({ version: z.string() });

/** A session with versions, settings and recent sessions in one file, for support. */
export const createBundleController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = () => storeOf(strapi);
  const localazy = () => localazyStatusOf(strapi);

  const pluginVersion = (id: string): string | null => {
    try {
      const folder: string = strapi.config.get(`enabledPlugins.${id}.pathToPlugin`);
      const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
      return packageSchema.parse(JSON.parse(text)).version;
    } catch {
      return null;
    }
  };

  const versions = async (): Promise<Bundle['versions']> => ({
    strapi: strapi.config.get('info.strapi'),
    node: process.version,
    database: await store().describeDatabase(),
    activityLogs: pluginVersion(PLUGIN_ID),
    localazy: localazy().isEnabled() ? pluginVersion(LOCALAZY_PLUGIN_ID) : null,
  });

  const redaction = (): Bundle['redaction'] => {
    const config: Config = strapi.config.get(`plugin.${PLUGIN_ID}`);
    const values = [...recorderOf(strapi).secretNames, ...GIVEN_BY_LOCALAZY];
    return { replacement: REDACTED, values, keys: config.redact.keys };
  };

  const locales = async (): Promise<unknown[]> =>
    strapi.plugins.i18n ? strapi.plugin('i18n').service('locales').find() : [];

  const recentSessions = async ({ eventType }: Session) => {
    const query = listSessionsQuerySchema.parse({ eventType, pageSize: RECENT_SESSIONS });
    return (await store().sessions.list(query)).results;
  };

  return {
    download: parsed(
      z.object({ id: idParam }),
      (ctx) => ctx.params,
      async (ctx, { id }) => {
        await recorderOf(strapi).logger.flush();
        const session = await store().sessions.find(id);
        if (!session) return notFound(ctx);
        const parts = {
          generatedAt: Date.now(),
          session,
          versions: await versions(),
          localazy: localazy().isEnabled() ? await localazy().setup() : null,
          locales: await locales(),
          recentSessions: await recentSessions(session),
          redaction: redaction(),
          lines: store().entries.pages(id),
        };
        ctx.attachment(bundleFileName(id));
        sendStream(ctx, 'application/json', toBundleJson(parts, recorderOf(strapi).redact));
      }
    ),
  };
};

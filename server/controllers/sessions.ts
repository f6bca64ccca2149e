import type { LoadedStrapi } from '@strapi/types';
import type { Context } from 'koa';
import { z } from 'zod';
import {
  ENTRY_STREAM_TYPE,
  idParam,
  listEntriesQuerySchema,
  listSessionsQuerySchema,
  matchesQuerySchema,
  outlineQuerySchema,
  sessionFilterSchema,
  streamEntriesQuerySchema,
  type ClearResponse,
  type ListEntriesResponse,
  type SessionFilter,
} from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Logger } from '../services';
import type { Store, StoredLine } from '../store/types';
import { toEntryJson } from './export-json';
import { respondKeepingAlive } from './keep-alive-response';
import { notFound, parsed } from './requests';
import { sendStream } from './stream';

const paramsSchema = z.object({ id: idParam });

const queryAndParams = (ctx: Context) => ({ ...ctx.query, ...ctx.params });

async function* toNdjson(pages: AsyncIterable<StoredLine[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((line) => `${toEntryJson(line)}\n`).join('');
}

/** Responds with what was read; null means that there is no such session. */
const sendFound = (ctx: Context, found: object | null): void => {
  if (found === null) notFound(ctx);
  else ctx.body = found;
};

/** Sessions and their lines, as the pages read them. */
export const createSessionsController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = (): Store => strapi.plugin(PLUGIN_ID).service('store');
  const logger = (): Logger => strapi.plugin(PLUGIN_ID).service('logger');

  /** A session that has just begun is in memory only: it's stored first, so that it's cleared, too. */
  const clear = async (filter?: SessionFilter): Promise<ClearResponse> => {
    await logger().flush();
    return { deleted: await store().sessions.clear(filter) };
  };

  return {
    list: parsed(
      listSessionsQuerySchema,
      (ctx) => ctx.query,
      async (ctx, query) => {
        ctx.body = await store().sessions.list(query);
      }
    ),

    find: parsed(
      paramsSchema,
      (ctx) => ctx.params,
      async (ctx, { id }) => sendFound(ctx, await store().sessions.find(id))
    ),

    outline: parsed(
      paramsSchema.merge(outlineQuerySchema),
      queryAndParams,
      async (ctx, { id, after }) => sendFound(ctx, await store().entries.outline(id, after))
    ),

    matches: parsed(
      paramsSchema.merge(matchesQuerySchema),
      queryAndParams,
      async (ctx, { id, search }) => sendFound(ctx, await store().entries.matches(id, search))
    ),

    entries: parsed(
      paramsSchema.merge(listEntriesQuerySchema),
      queryAndParams,
      async (ctx, { id, sequence }) => {
        const results = await store().entries.byNumbers(id, sequence);
        const response: ListEntriesResponse | null = results && { results };
        sendFound(ctx, response);
      }
    ),

    streamEntries: parsed(
      paramsSchema.merge(streamEntriesQuerySchema),
      queryAndParams,
      async (ctx, { id, ...query }) => {
        if (!(await store().sessions.find(id))) return notFound(ctx);
        sendStream(ctx, ENTRY_STREAM_TYPE, toNdjson(store().entries.pages(id, query)));
      }
    ),

    clear: parsed(
      sessionFilterSchema,
      (ctx) => ctx.query,
      (ctx, filter) =>
        respondKeepingAlive(ctx, clear(Object.keys(ctx.query).length > 0 ? filter : undefined))
    ),
  };
};

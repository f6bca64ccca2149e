import type { LoadedStrapi } from '@strapi/types';
import type { Context } from 'koa';
import { z } from 'zod';
import {
  clearQuerySchema,
  ENTRY_STREAM_TYPE,
  idParam,
  initiatorsQuerySchema,
  leavesSessionsOut,
  listEntriesQuerySchema,
  listSessionsQuerySchema,
  matchesQuerySchema,
  outlineQuerySchema,
  sessionDaysQuerySchema,
  streamEntriesQuerySchema,
  type ClearResponse,
  type InitiatorsResponse,
  type ListEntriesResponse,
  type SessionDaysResponse,
  type SessionFilter,
  type SessionList,
} from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Config } from '../config/schema';
import { contentOf, recorderOf, storeOf, type Logger } from '../services';
import { IncompleteClear, type StoredLine } from '../store/types';
import { toEntryJson } from './export-json';
import { respondKeepingAlive } from './keep-alive-response';
import { callerId, errorBody, notFound, parsed } from './requests';
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
  const store = () => storeOf(strapi);
  const logger = (): Logger => strapi.plugin(PLUGIN_ID).service('logger');
  /** Read when it's needed: what throws while routes are made stops Strapi. */
  const config = (): Config => strapi.config.get(`plugin.${PLUGIN_ID}`);

  /** A session that has just begun is in memory only: it's stored first, so that it's cleared, too. */
  const clear = async (filter?: SessionFilter) => {
    await logger().flush();
    const widened = filter && (await contentOf(strapi).widen(filter));
    try {
      const body: ClearResponse = { deleted: await store().sessions.clear(widened) };
      return { status: 200, body };
    } catch (error) {
      if (!(error instanceof IncompleteClear)) throw error;
      const { message, deleted, cause } = error;
      recorderOf(strapi).log.error(message, cause);
      return { status: 500, body: errorBody(500, 'IncompleteClearError', message, { deleted }) };
    }
  };

  return {
    list: parsed(
      listSessionsQuerySchema,
      (ctx) => ctx.query,
      async (ctx, query) => {
        const found = await store().sessions.list(await contentOf(strapi).widen(query));
        const list: SessionList = { ...found, retentionDays: config().retentionDays };
        ctx.body = list;
      }
    ),

    days: parsed(
      sessionDaysQuerySchema,
      (ctx) => ctx.query,
      async (ctx, query) => {
        const response: SessionDaysResponse = { days: await store().sessions.days(query) };
        ctx.body = response;
      }
    ),

    async unseen(ctx: Context) {
      const since = await store().preferences.seenAt(callerId(ctx));
      ctx.body = await store().sessions.unseen(since);
    },

    initiators: parsed(
      initiatorsQuerySchema,
      (ctx) => ctx.query,
      async (ctx, { eventType }) => {
        const results = await store().sessions.initiators(eventType);
        const response: InitiatorsResponse = { results };
        ctx.body = response;
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
      paramsSchema
        .merge(matchesQuerySchema)
        .refine(
          ({ id: _, ...query }) => Object.values(query).some((value) => value !== undefined),
          {
            message: 'must be given, or contentType, contentLocale or repeats',
            path: ['search'],
          }
        ),
      queryAndParams,
      async (ctx, { id, ...query }) => sendFound(ctx, await store().entries.matches(id, query))
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
      clearQuerySchema,
      (ctx) => ctx.query,
      (ctx, filter) =>
        respondKeepingAlive(ctx, clear(leavesSessionsOut(filter) ? filter : undefined))
    ),
  };
};

import type { LoadedStrapi } from '@strapi/types';
import type { Context } from 'koa';
import { z } from 'zod';
import {
  ENTRY_STREAM_TYPE,
  idParam,
  listEntriesQuerySchema,
  listSessionsQuerySchema,
  streamEntriesQuerySchema,
  type ClearResponse,
  type Entry,
  type ListEntriesResponse,
  type ListSessionsResponse,
  type Session,
} from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Logger } from '../services';
import type { Store } from '../store/types';
import { notFound, parsed } from './answers';
import { answerLastingly } from './lasting-answer';
import { sendStream } from './stream';

const paramsSchema = z.object({ id: idParam });

async function* toNdjson(pages: AsyncIterable<Entry[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** Sessions and their lines, as the pages read them. */
export const createSessionsController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = (): Store => strapi.plugin(PLUGIN_ID).service('store');
  const logger = (): Logger => strapi.plugin(PLUGIN_ID).service('logger');

  /** A session that has just begun is in memory alone; stored first, it goes too. */
  const clear = async (): Promise<ClearResponse> => {
    await logger().flush();
    return { deleted: await store().sessions.clear() };
  };

  return {
    list: parsed(
      listSessionsQuerySchema,
      (ctx) => ctx.query,
      async (ctx, query) => {
        const answer: ListSessionsResponse = await store().sessions.list(query);
        ctx.body = answer;
      }
    ),

    find: parsed(
      paramsSchema,
      (ctx) => ctx.params,
      async (ctx, { id }) => {
        const session: Session | null = await store().sessions.find(id);
        if (!session) return notFound(ctx);
        ctx.body = session;
      }
    ),

    entries: parsed(
      paramsSchema.and(listEntriesQuerySchema),
      (ctx) => ({ ...ctx.query, ...ctx.params }),
      async (ctx, { id, ...query }) => {
        const answer: ListEntriesResponse | null = await store().entries.list(id, query);
        if (!answer) return notFound(ctx);
        ctx.body = answer;
      }
    ),

    streamEntries: parsed(
      paramsSchema.and(streamEntriesQuerySchema),
      (ctx) => ({ ...ctx.query, ...ctx.params }),
      async (ctx, { id, ...query }) => {
        if (!(await store().sessions.find(id))) return notFound(ctx);
        sendStream(ctx, ENTRY_STREAM_TYPE, toNdjson(store().entries.pages(id, query)));
      }
    ),

    clear: (ctx: Context) => answerLastingly(ctx, clear()),
  };
};

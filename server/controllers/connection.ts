import type { LoadedStrapi } from '@strapi/types';
import type { Context } from 'koa';
import {
  listSessionsQuerySchema,
  MAX_PAGE_SIZE,
  type Connection,
  type ConnectionResponse,
  type Session,
  type SessionStatus,
  type WebhookCall,
} from '../../shared/contracts';
import { localazyStatusOf, recorderOf, storeOf } from '../services';

const toCall = (session: Session | undefined): WebhookCall | null => {
  if (!session) return null;
  const { id: sessionId, startedAt, summary, summaryParts } = session;
  return { sessionId, startedAt, summary, summaryParts };
};

/** Whether the connection to Localazy works now, and what came of webhooks last. */
export const createConnectionController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = () => storeOf(strapi);
  const localazy = () => localazyStatusOf(strapi);

  const newestWebhooks = async (status: SessionStatus, pageSize: number) => {
    const query = { eventType: 'webhook', status, pageSize: String(pageSize) };
    return (await store().sessions.list(listSessionsQuerySchema.parse(query))).results;
  };

  /** A genuine call that failed before a hundred refused ones is left out. */
  const lastCalls = async () => {
    const completed = await newestWebhooks('completed', 1);
    const failed = await newestWebhooks('failed', MAX_PAGE_SIZE);
    const genuine = [...completed, ...failed.filter((session) => !localazy().isRefusal(session))];
    genuine.sort((one, other) => other.startedAt - one.startedAt);
    return {
      lastGenuine: toCall(genuine[0]),
      lastRefused: toCall(failed.find(localazy().isRefusal)),
    };
  };

  const check = async (): Promise<Connection | null> => {
    if (!localazy().isEnabled()) return null;
    const { signIn, reason, project } = await localazy().signIn();
    return {
      signIn,
      reason: reason && recorderOf(strapi).redact(reason).message,
      project,
      webhooks: { isEnabled: await localazy().processesWebhooks(), ...(await lastCalls()) },
    };
  };

  /** Requests that come while a check runs share its result. */
  let running: Promise<Connection | null> | null = null;
  const checkOnce = () => {
    running ??= check().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    async check(ctx: Context) {
      const response: ConnectionResponse = { connection: await checkOnce() };
      ctx.body = response;
    },
  };
};

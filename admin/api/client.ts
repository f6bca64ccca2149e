import { getFetchClient } from '@strapi/helper-plugin';
import type { z } from 'zod';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { createServerClock } from '../utils/server-clock';

/**
 * react-query keys. Strapi and all its plugins share one cache, so each begins with our name; a key
 * holds everything that its response depends on.
 */
export const queryKeys = {
  sessions: [PLUGIN_ID, 'sessions'],
  sessionCount: [PLUGIN_ID, 'session-count'],
  session: [PLUGIN_ID, 'session'],
  entries: [PLUGIN_ID, 'entries'],
  content: [PLUGIN_ID, 'content'],
  preferences: [PLUGIN_ID, 'preferences'],
  unseen: [PLUGIN_ID, 'unseen'],
  days: [PLUGIN_ID, 'days'],
  initiators: [PLUGIN_ID, 'initiators'],
} as const;

/**
 * Requests to this plugin's routes as the signed-in user. They throw axios' error where the request
 * is refused or breaks off, and a ZodError where the response isn't what its schema describes.
 */

type QueryParams = Record<string, string | number | readonly string[] | undefined>;

interface ReadOptions<Schema extends z.ZodTypeAny> {
  response: Schema;
  params?: QueryParams;
  signal?: AbortSignal;
}

/** Strapi's client doesn't encode parameters: `&`, `#` or `%` in a search text would change the request. */
const routePath = (path: string, params: QueryParams = {}) => {
  const query = new URLSearchParams();
  Object.entries(params).forEach(([name, value]) => {
    if (value !== undefined && value !== '') query.set(name, String(value));
  });
  const text = query.toString();
  return `/${PLUGIN_ID}${path}${text && `?${text}`}`;
};

const serverClock = createServerClock();

/** The present instant (epoch milliseconds) by the server's clock, as its responses give it. */
export const serverNow = () => serverClock.now();

export const read = async <Schema extends z.ZodTypeAny>(
  path: string,
  { response, params, signal }: ReadOptions<Schema>
): Promise<z.infer<Schema>> => {
  const client = getFetchClient();
  const sentAt = Date.now();
  const { data, headers } = await client.get<unknown>(routePath(path, params), { signal });
  serverClock.read(headers.date, sentAt);
  return response.parse(data);
};

interface FileResponse {
  /** The browser keeps it on disk where it's large. */
  content: Blob;
  /** The header with the file's name; undefined where the browser may not read it. */
  disposition: unknown;
}

export const readFile = async (path: string, params: QueryParams): Promise<FileResponse> => {
  const { data, headers } = await getFetchClient().get<Blob>(routePath(path, params), {
    responseType: 'blob',
  });
  return { content: data, disposition: headers['content-disposition'] };
};

export const write = async <Schema extends z.ZodTypeAny>(
  path: string,
  body: unknown,
  response: Schema
): Promise<z.infer<Schema>> =>
  response.parse((await getFetchClient().put<unknown>(routePath(path), body)).data);

export const remove = async <Schema extends z.ZodTypeAny>(
  path: string,
  params: QueryParams,
  response: Schema
): Promise<z.infer<Schema>> =>
  response.parse((await getFetchClient().del<unknown>(routePath(path, params))).data);

import { getFetchClient } from '@strapi/helper-plugin';
import type { z } from 'zod';
import { PLUGIN_ID } from '../../shared/plugin-id';

export type QueryParams = Record<string, string | number | readonly string[] | undefined>;

interface ReadOptions<Schema extends z.ZodTypeAny> {
  /** What the answer must be; a ZodError otherwise. */
  answer: Schema;
  params?: QueryParams;
  signal?: AbortSignal;
}

/**
 * A route's path with its query. Written here, because Strapi's client joins parameters without
 * encoding them: `&`, `#` or `%` in a search text would become another question.
 */
export const routePath = (path: string, params: QueryParams = {}) => {
  const query = new URLSearchParams();
  Object.entries(params).forEach(([name, value]) => {
    if (value !== undefined && value !== '') query.set(name, String(value));
  });
  const text = query.toString();
  return `/${PLUGIN_ID}${path}${text && `?${text}`}`;
};

/** Asks a route of this plugin as the signed-in user. Throws axios' error where it is refused. */
export const read = async <Schema extends z.ZodTypeAny>(
  path: string,
  { answer, params, signal }: ReadOptions<Schema>
): Promise<z.infer<Schema>> => {
  const { data } = await getFetchClient().get<unknown>(routePath(path, params), { signal });
  return answer.parse(data);
};

interface FileAnswer {
  /** The browser keeps it on disk where it's large. */
  content: Blob;
  /** What the file is to be called by, where the browser may read it. */
  disposition: unknown;
}

/** Asks a route for a file. Throws axios' error where it is refused or breaks off. */
export const readFile = async (path: string, params: QueryParams): Promise<FileAnswer> => {
  const { data, headers } = await getFetchClient().get<Blob>(routePath(path, params), {
    responseType: 'blob',
  });
  return { content: data, disposition: headers['content-disposition'] };
};

/** PUT with a JSON body; the answer is parsed. */
export const write = async <Schema extends z.ZodTypeAny>(
  path: string,
  body: unknown,
  answer: Schema
): Promise<z.infer<Schema>> => {
  const { data } = await getFetchClient().put<unknown>(routePath(path), body);
  return answer.parse(data);
};

/** DELETE; the answer is parsed. */
export const remove = async <Schema extends z.ZodTypeAny>(
  path: string,
  answer: Schema
): Promise<z.infer<Schema>> => {
  const { data } = await getFetchClient().del<unknown>(routePath(path));
  return answer.parse(data);
};

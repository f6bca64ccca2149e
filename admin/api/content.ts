import {
  contentLinksResponseSchema,
  contentTypesResponseSchema,
  type EntryContent,
} from '../../shared/contracts';
import { read } from './client';

/** `api::article.article:24` */
export const contentKey = ({ type, id }: Pick<EntryContent, 'type' | 'id'>) => `${type}:${id}`;

/** What leads to entries of content, by their keys and in their order; null where nothing does. */
export const readContentLinks = async (keys: readonly string[], signal?: AbortSignal) => {
  const response = contentLinksResponseSchema;
  const params = { content: keys.join() };
  return (await read('/content/links', { response, params, signal })).results;
};

/** The content types by their names in the Content Manager. */
export const readContentTypes = async (signal?: AbortSignal) =>
  (await read('/content/types', { response: contentTypesResponseSchema, signal })).results;

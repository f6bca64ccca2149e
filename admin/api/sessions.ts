import type { z } from 'zod';
import {
  clearResponseSchema,
  exportFileName,
  listSessionsResponseSchema,
  preferencesSchema,
  sessionFilterSchema,
} from '../../shared/contracts';
import type { PreferencesPatch } from '../../shared/contracts';
import { toDay } from '../utils/days';
import { read, readFile, remove, write } from './client';

/** The filters of a list or an export, as the routes take them. */
export type SessionFilter = z.input<typeof sessionFilterSchema>;

export type SessionListParams = SessionFilter & { sort: string; page: number; pageSize: number };

export const listSessions = (params: SessionListParams, signal?: AbortSignal) =>
  read('/sessions', { response: listSessionsResponseSchema, params: { ...params }, signal });

/** How many sessions there are in all tabs; a lower bound where `totalIsExact` is false. */
export const countSessions = async (signal?: AbortSignal) => {
  const response = listSessionsResponseSchema;
  return (await read('/sessions', { response, params: { pageSize: 1 }, signal })).pagination;
};

/** Deletes every session. Irrevocable. */
export const clearSessions = () => remove('/sessions', clearResponseSchema);

export const readPreferences = (signal?: AbortSignal) =>
  read('/preferences', { response: preferencesSchema, signal });

/** Stores what `patch` names; returns all preferences. */
export const savePreferences = (patch: PreferencesPatch) =>
  write('/preferences', patch, preferencesSchema);

const NAME_IN_HEADER = /filename="?([^";]+)"?/;

/** An admin panel on a host of its own may not read the header: then it's the user's date. */
const nameFrom = (disposition: unknown) =>
  (typeof disposition === 'string' && NAME_IN_HEADER.exec(disposition)?.[1]) ||
  exportFileName(toDay(new Date()));

export const exportSessions = async (filter: SessionFilter) => {
  const { content, disposition } = await readFile('/export', { ...filter });
  return { content, name: nameFrom(disposition) };
};

import type { z } from 'zod';
import {
  clearResponseSchema,
  exportFileName,
  initiatorsResponseSchema,
  listSessionsResponseSchema,
  preferencesSchema,
  sessionDaysResponseSchema,
  sessionListSchema,
  unseenResponseSchema,
} from '../../shared/contracts';
import type {
  EventType,
  PreferencesPatch,
  sessionDaysQuerySchema,
  sessionFilterSchema,
} from '../../shared/contracts';
import { browserTimeZone, toDay } from '../utils/days';
import { read, readFile, remove, write } from './client';

/** The filters of a list or an export, as the routes take them. */
export type SessionFilter = z.input<typeof sessionFilterSchema>;

type SessionDaysParams = z.input<typeof sessionDaysQuerySchema>;

type SessionListParams = SessionFilter & { sort: string; page: number; pageSize: number };

export const listSessions = (params: SessionListParams, signal?: AbortSignal) =>
  read('/sessions', { response: sessionListSchema, params: { ...params }, signal });

/** How many sessions a filter matches, in all tabs without one; a lower bound where `totalIsExact` is false. */
export const countSessions = async (filter: SessionFilter, signal?: AbortSignal) => {
  const response = listSessionsResponseSchema;
  const params = { ...filter, pageSize: 1 };
  return (await read('/sessions', { response, params, signal })).pagination;
};

/** Deletes the sessions that a filter matches, every session without one. Irrevocable. */
export const clearSessions = (filter: SessionFilter) =>
  remove('/sessions', { ...filter }, clearResponseSchema);

/** A tab's last days, oldest first, each with its runs by their outcome. */
export const readDays = (params: SessionDaysParams, signal?: AbortSignal) =>
  read('/sessions/days', { response: sessionDaysResponseSchema, params: { ...params }, signal });

/** The names of those who initiated a tab's sessions. */
export const readInitiators = async (eventType: EventType, signal?: AbortSignal) => {
  const options = { response: initiatorsResponseSchema, params: { eventType }, signal };
  return (await read('/sessions/initiators', options)).results;
};

/** By tab, how many sessions failed since the caller last looked at it. */
export const readUnseen = (signal?: AbortSignal) =>
  read('/sessions/unseen', { response: unseenResponseSchema, signal });

export const readPreferences = (signal?: AbortSignal) =>
  read('/preferences', { response: preferencesSchema, signal });

/** Stores what `patch` names; returns all preferences. */
export const savePreferences = (patch: PreferencesPatch) =>
  write('/preferences', patch, preferencesSchema);

const NAME_IN_HEADER = /filename="?([^";]+)"?/;

const nameIn = (disposition: unknown) =>
  typeof disposition === 'string' ? NAME_IN_HEADER.exec(disposition)?.[1] : undefined;

/** All sessions, or those that a filter matches. */
export const exportSessions = async (filter?: SessionFilter) => {
  const params = { timeZone: browserTimeZone(), ...filter };
  const { content, disposition } = await readFile('/export', params);
  // An admin panel on a host of its own may not read the header: then it's the user's date.
  const name = nameIn(disposition) ?? exportFileName(toDay(new Date()), filter !== undefined);
  return { content, name };
};

import { clearResponseSchema, listSessionsResponseSchema } from '../../shared/contracts';
import type { EventType, SessionStatus } from '../../shared/contracts';
import { read, remove } from './client';

/** What narrows a list or an export, as the routes take it. */
export interface SessionFilter {
  eventType?: EventType;
  search?: string;
  from?: string;
  to?: string;
  status?: SessionStatus;
  timeZone: string;
  locale: string;
}

/** A page of a list. */
export interface SessionListParams extends SessionFilter {
  sort: string;
  page: number;
  pageSize: number;
}

export const listSessions = (params: SessionListParams, signal?: AbortSignal) =>
  read('/sessions', { answer: listSessionsResponseSchema, params: { ...params }, signal });

/** How many sessions there are in all tabs; not exact where counting stopped early. */
export const countSessions = async (signal?: AbortSignal) => {
  const { pagination } = await read('/sessions', {
    answer: listSessionsResponseSchema,
    params: { pageSize: 1 },
    signal,
  });
  return { total: pagination.total, isExact: pagination.totalIsExact };
};

/** Deletes every session. Irrevocable. */
export const clearSessions = () => remove('/sessions', clearResponseSchema);

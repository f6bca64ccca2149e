import { z } from 'zod';
import {
  DEFAULT_PAGE_SIZE,
  dayParam,
  eventTypeSchema,
  pageParam,
  pageSizeParam,
  searchParam,
  sessionStatusSchema,
  sortTextSchema,
} from '../../shared/contracts';

/** What a person can choose; the first tab's name, the page and its size go unsaid in the URL where usual. */
export const PAGE_SIZES = [10, 20, 50, 100] as const;

const isOffered = (size: number) => PAGE_SIZES.some((offered) => offered === size);

/** The list as its URL tells it, in this order. A value that can't be is as if it weren't there. */
const fieldsSchema = z.object({
  tab: eventTypeSchema.catch('upload'),
  search: searchParam.catch(''),
  from: dayParam.optional().catch(undefined),
  to: dayParam.optional().catch(undefined),
  status: sessionStatusSchema.optional().catch(undefined),
  /** None: the sort that this user saved for the tab. */
  sort: sortTextSchema.optional().catch(undefined),
  page: pageParam.catch(1),
  pageSize: pageSizeParam.refine(isOffered).catch(DEFAULT_PAGE_SIZE),
});

const FIELDS = fieldsSchema.keyof().options;

const listStateSchema = fieldsSchema.transform((state) =>
  isReversed(state) ? { ...state, from: undefined, to: undefined } : state
);

export type ListState = z.output<typeof listStateSchema>;

/** Whether a range of days ends before it begins. */
export const isReversed = ({ from, to }: { from?: string; to?: string }) =>
  Boolean(from && to && from > to);

/** Reads `?tab=…&search=…`; never throws. */
export const parseListState = (query: string): ListState =>
  listStateSchema.parse(Object.fromEntries(new URLSearchParams(query)));

const USUAL = parseListState('');

/**
 * The query (without `?`) that `parseListState` reads back; what is usual is left out. The same list
 * has the same query, however one came to it.
 */
export const formatListState = (state: ListState): string => {
  const told = FIELDS.filter((name) => state[name] !== undefined && state[name] !== USUAL[name]);
  return new URLSearchParams(told.map((name) => [name, String(state[name])])).toString();
};

/** Whether anything but the tab narrows the list. */
export const hasFilter = ({ search, from, to, status }: ListState) =>
  Boolean(search || from || to || status);

/** The list without what narrows it. */
export const withoutFilter = (state: ListState): ListState => ({
  ...state,
  search: '',
  from: undefined,
  to: undefined,
  status: undefined,
  page: 1,
});

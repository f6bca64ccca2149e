import { z } from 'zod';
import {
  DEFAULT_PAGE_SIZE,
  dayParam,
  eventTypeSchema,
  MAX_RESULTS,
  pageParam,
  pageSizeParam,
  searchParam,
  sessionStatusSchema,
  sortTextSchema,
} from '../../shared/contracts';

export const PAGE_SIZES = [10, 20, 50, 100] as const;

const isOffered = (size: number) => PAGE_SIZES.some((offered) => offered === size);

/** The list as its URL has it, in this order. An invalid value is treated as absent. */
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

const listStateSchema = fieldsSchema.transform(({ from, to, page, pageSize, ...state }) => ({
  ...state,
  ...(isReversed({ from, to }) ? {} : { from, to }),
  page: Math.min(page, lastPageOf(pageSize)),
  pageSize,
}));

/** The last page that the route returns: see MAX_RESULTS. */
const lastPageOf = (pageSize: number) => Math.floor(MAX_RESULTS / pageSize);

export type ListState = z.output<typeof listStateSchema>;

export const isReversed = ({ from, to }: { from?: string; to?: string }) =>
  Boolean(from && to && from > to);

/** Parses `?tab=…&search=…`; never throws. */
export const parseListState = (query: string): ListState =>
  listStateSchema.parse(Object.fromEntries(new URLSearchParams(query)));

const DEFAULTS = parseListState('');

/**
 * The query (without `?`) that `parseListState` parses; defaults are left out. Equal lists have equal
 * queries.
 */
export const formatListState = (state: ListState): string => {
  const names = FIELDS.filter(
    (name) => state[name] !== undefined && state[name] !== DEFAULTS[name]
  );
  return new URLSearchParams(names.map((name) => [name, String(state[name])])).toString();
};

/** Whether anything but the tab filters the list. */
export const hasFilter = ({ search, from, to, status }: ListState) =>
  Boolean(search || from || to || status);

export const NO_FILTER = { search: '', from: undefined, to: undefined, status: undefined };

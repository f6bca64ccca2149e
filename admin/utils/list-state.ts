import { z } from 'zod';
import {
  contentEntryParam,
  DEFAULT_PAGE_SIZE,
  dayParam,
  eventTypeSchema,
  MAX_RESULTS,
  MAX_SEARCH_LENGTH,
  pageParam,
  pageSizeParam,
  searchParam,
  sessionStatusSchema,
  sortTextSchema,
} from '../../shared/contracts';

export const PAGE_SIZES = [10, 20, 50, 100] as const;

const isOffered = (size: number) => PAGE_SIZES.some((offered) => offered === size);

const isEntry = (text: string) => contentEntryParam.safeParse(text).success;

/** The list as its URL has it, in this order. An invalid value is treated as absent. */
const fieldsSchema = z.object({
  tab: eventTypeSchema.catch('upload'),
  search: searchParam.catch(''),
  from: dayParam.optional().catch(undefined),
  to: dayParam.optional().catch(undefined),
  status: sessionStatusSchema.optional().catch(undefined),
  /** Only sessions that failed or have errors or warnings. */
  problems: z.literal('true').optional().catch(undefined),
  initiatedBy: z.string().min(1).max(MAX_SEARCH_LENGTH).optional().catch(undefined),
  /** Only sessions that touched this entry of content: `api::article.article:24`. */
  entry: z.string().refine(isEntry).optional().catch(undefined),
  /** None: the sort that this user saved for the tab. */
  sort: sortTextSchema.optional().catch(undefined),
  page: pageParam.catch(1),
  pageSize: pageSizeParam.refine(isOffered).catch(DEFAULT_PAGE_SIZE),
});

const FIELDS = fieldsSchema.keyof().options;

const listStateSchema = fieldsSchema.transform(({ status, page, pageSize, ...state }) => ({
  ...state,
  // One field of the page chooses either.
  status: state.problems ? undefined : status,
  page: Math.min(page, lastPageOf(pageSize)),
  pageSize,
}));

/** The last page that the route returns: see MAX_RESULTS. */
const lastPageOf = (pageSize: number) => Math.floor(MAX_RESULTS / pageSize);

export type ListState = z.output<typeof listStateSchema>;

/** A range that ends before it begins is shown with an error, and isn't applied. */
export const isReversed = ({ from, to }: { from?: string; to?: string }) =>
  Boolean(from && to && from > to);

const paramsOf = (query: string) => Object.fromEntries(new URLSearchParams(query));

/** Parses `?tab=…&search=…`; never throws. */
export const parseListState = (query: string): ListState => listStateSchema.parse(paramsOf(query));

/** Whether a query names a tab. Where it doesn't, the list opens at the one that was used last. */
export const hasTab = (query: string) => eventTypeSchema.safeParse(paramsOf(query).tab).success;

const DEFAULTS = parseListState('');

/**
 * The query (without `?`) that `parseListState` parses; defaults are left out, but for the tab. Equal
 * lists have equal queries.
 */
export const formatListState = (state: ListState): string => {
  const names = FIELDS.filter(
    (name) => name === 'tab' || (state[name] !== undefined && state[name] !== DEFAULTS[name])
  );
  return new URLSearchParams(names.map((name) => [name, String(state[name])])).toString();
};

/** The fields that filter the list, but for the search. */
const FILTERS = ['from', 'to', 'status', 'problems', 'initiatedBy', 'entry'] as const;

/** How many filters are set, without the search. */
export const countFilters = (state: ListState) =>
  FILTERS.filter((name) => state[name] !== undefined).length;

/** Whether anything but the tab filters the list. */
export const hasFilter = (state: ListState) => {
  const { from, to, search } = state;
  const ignored = isReversed({ from, to }) ? 2 : 0;
  return Boolean(search) || countFilters(state) > ignored;
};

export const NO_FILTER = {
  search: '',
  ...(Object.fromEntries(FILTERS.map((name) => [name, undefined])) as Record<
    (typeof FILTERS)[number],
    undefined
  >),
};

const ENTRY_IN_TEXT = /^([\w-]+::[\w-]+\.[\w-]+)(?:\[(\d+)\]|[\s:#]+(\d+))$/;

/** The entry that a search text names, as log lines write it: `api::article.article[24]`, or with a colon. */
export const entryInText = (text: string): string | undefined => {
  const [, type, inBrackets, after] = ENTRY_IN_TEXT.exec(text.trim()) ?? [];
  const entry = `${type}:${inBrackets ?? after}`;
  return type && isEntry(entry) ? entry : undefined;
};

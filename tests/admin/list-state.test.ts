import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTypeSchema, sessionStatusSchema, sortFieldSchema } from '../../shared/contracts';
import {
  countFilters,
  entryInText,
  formatListState,
  hasFilter,
  hasTab,
  NO_FILTER,
  PAGE_SIZES,
  parseListState,
} from '../../admin/utils/list-state';
import type { ListState } from '../../admin/utils/list-state';

const defaults: ListState = {
  tab: 'upload',
  search: '',
  from: undefined,
  to: undefined,
  status: undefined,
  problems: undefined,
  initiatedBy: undefined,
  entry: undefined,
  sort: undefined,
  page: 1,
  pageSize: 20,
};

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const range = fc.tuple(day, day).map((days) => {
  const [from, to] = days.sort();
  return { from, to };
});
const anyList: fc.Arbitrary<ListState> = fc
  .record({
    tab: fc.constantFrom(...eventTypeSchema.options),
    search: fc.string({ unit: 'binary', maxLength: 200 }).map((text) => text.trim()),
    range: fc.option(range, { nil: { from: undefined, to: undefined } }),
    status: fc.option(fc.constantFrom(...sessionStatusSchema.options), { nil: undefined }),
    problems: fc.constantFrom('true' as const, undefined),
    initiatedBy: fc.option(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), {
      nil: undefined,
    }),
    entry: fc.option(
      fc.integer({ min: 1, max: 2_147_483_647 }).map((id) => `api::article.article:${id}`),
      { nil: undefined }
    ),
    sort: fc.option(
      fc
        .tuple(fc.constantFrom(...sortFieldSchema.options), fc.constantFrom('asc', 'desc'))
        .map((parts) => parts.join(':')),
      { nil: undefined }
    ),
    page: fc.integer({ min: 1, max: 100 }),
    pageSize: fc.constantFrom(...PAGE_SIZES),
  })
  .map(({ range: days, status, ...list }) => ({
    ...list,
    ...days,
    status: list.problems ? undefined : status,
  }));

describe('the address of a list', () => {
  it('of the default list is its tab', () => {
    expect(formatListState(defaults)).toBe('tab=upload');
    expect(parseListState('')).toEqual(defaults);
  });

  it('restores exactly what was seen, whatever was searched for', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        expect(parseListState(`?${formatListState(list)}`)).toEqual(list);
      })
    );
  });

  it('is the same for equal lists', () => {
    const query = 'tab=webhook&search=a&from=2026-11-01&status=failed&sort=status%3Aasc&page=2';
    const shuffled = query.split('&').reverse().join('&');
    expect(formatListState(parseListState(query))).toBe(query);
    expect(formatListState(parseListState(shuffled))).toBe(query);
    const { tab, ...rest } = parseListState(query);
    expect(formatListState({ ...rest, tab })).toBe(query);
  });

  it.each([
    ['a tab that does not exist', 'tab=imports'],
    ['a search longer than the field allows', `search=${'x'.repeat(501)}`],
    ['a day that is not in the calendar', 'from=2026-02-30'],
    ['a day in another form', 'to=23.11.2026'],
    ['a status that does not exist', 'status=paused'],
    ['an entry that can’t be one', 'entry=article'],
    ['an entry without an id', 'entry=api::article.article:0'],
    ['a column that does not exist', 'sort=id:asc'],
    ['page 0', 'page=0'],
    ['a page that is no number', 'page=first'],
    ['a page size that is not offered', 'pageSize=33'],
  ])('ignores %s', (_, query) => {
    expect(parseListState(query)).toEqual(defaults);
  });

  it.each([
    [10, 1_000],
    [20, 500],
    [100, 100],
  ])('of %d sessions a page ends at page %d', (pageSize, last) => {
    const query = (page: number) => parseListState(`page=${page}&pageSize=${pageSize}`).page;
    expect(query(last)).toBe(last);
    expect(query(last + 1)).toBe(last);
    expect(query(2_147_483_647)).toBe(last);
  });

  it('keeps the valid values beside an invalid one', () => {
    expect(parseListState('tab=webhook&page=-1&search=articles')).toEqual({
      ...defaults,
      tab: 'webhook',
      search: 'articles',
    });
  });

  it('names a tab or leaves it to what was used last', () => {
    expect(hasTab('?tab=webhook')).toBe(true);
    expect(hasTab('?search=a')).toBe(false);
    expect(hasTab('?tab=imports')).toBe(false);
  });

  it('keeps a range that ends before it begins, which filters nothing', () => {
    const list = parseListState('from=2026-11-23&to=2026-11-22');
    expect(list).toEqual({ ...defaults, from: '2026-11-23', to: '2026-11-22' });
    expect(hasFilter(list)).toBe(false);
    expect(hasFilter({ ...list, status: 'failed' })).toBe(true);
  });

  it('has no filter once all are cleared', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        expect(hasFilter({ ...list, ...NO_FILTER })).toBe(false);
        expect(countFilters({ ...list, ...NO_FILTER })).toBe(0);
      })
    );
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseListState(text)));
  });
});

describe('an entry in a search text', () => {
  it.each([
    ['api::article.article[24]', 'api::article.article:24'],
    ['api::article.article:24', 'api::article.article:24'],
    [' api::article.article 24 ', 'api::article.article:24'],
    ['plugin::blog.blog-post[7]', 'plugin::blog.blog-post:7'],
    ['api::article.article[0]', undefined],
    ['api::article.article', undefined],
    ['article 24', undefined],
    ['Failed: api::article.article[24]', undefined],
  ])('%s is %s', (text, entry) => {
    expect(entryInText(text)).toBe(entry);
  });
});

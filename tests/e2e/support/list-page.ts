import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sortFieldSchema, type SortField } from '../../../shared/contracts';
import cs from '../../../admin/translations/cs.json';
import de from '../../../admin/translations/de.json';
import en from '../../../admin/translations/en.json';
import fr from '../../../admin/translations/fr.json';
import { openInPanel } from './open-in-panel';

const TEXTS: Record<string, typeof en> = { cs, de, en, fr };

const COLUMNS = sortFieldSchema.options;

const SELECTS = {
  status: 'columns.status',
  initiatedBy: 'columns.initiatedBy',
  period: 'filters.period',
  pageSize: 'pages.size',
} as const;

/** With its tab: without one the list opens at the tab that was used last. */
export const LIST = '/admin/plugins/localazy-activity-logs?tab=upload';

/** `expect.poll` with a timeout for a busy machine. */
export const eventually = <T>(read: () => T | Promise<T>) =>
  expect.poll(read, { timeout: 15_000, interval: 50 });

/** The list by names and roles, in a language of the interface. */
export const onList = (page: Page, language = 'en') => {
  const table = page.getByRole('table');
  const rows = table.locator('tbody').getByRole('row');
  const text = (id: keyof typeof en) => TEXTS[language][id];
  const header = (field: SortField) =>
    table.getByRole('columnheader', { name: text(`columns.${field}`) });

  /** Waits until the rows are those of the URL. */
  const settled = async () => {
    const frame = table.locator('xpath=ancestor::*[@aria-busy][1]');
    await eventually(() => frame.getAttribute('aria-busy')).toBe('false');
  };

  return {
    page,
    table,
    rows,
    text,
    header,
    sortBy: (field: SortField) => header(field).getByRole('button'),
    row: (content: string | RegExp) => rows.filter({ hasText: content }),
    cell: (content: string | RegExp, field: SortField) =>
      rows.filter({ hasText: content }).getByRole('cell').nth(COLUMNS.indexOf(field)),
    search: page.getByRole('textbox', { name: text('search.label') }),
    clearSearch: page.getByRole('button', { name: text('search.clear') }),
    status: page.getByRole('combobox', { name: text('columns.status') }),
    from: page.getByRole('combobox', { name: text('filters.from'), exact: true }),
    to: page.getByRole('combobox', { name: text('filters.to'), exact: true }),
    pageSize: page.getByRole('combobox', { name: text('pages.size') }),
    pages: page.getByRole('navigation', { name: text('pages.label') }),
    tab: (name: 'upload' | 'download' | 'webhook') =>
      page.getByRole('tab', { name: text(`tabs.${name}`) }),
    total: page.locator('[data-strapi-header]').getByRole('status'),
    button: (id: keyof typeof en) => page.getByRole('button', { name: text(id), exact: true }),

    /** A column's texts from top to bottom, as shown. */
    column: async (field: SortField) =>
      (await rows.locator(`[data-area="${field}"]`).allInnerTexts()).map((shown) => shown.trim()),

    /** The starts from top to bottom, exact to the millisecond. */
    starts: () =>
      rows
        .locator('time')
        .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? '')),

    /** The list's query in the URL, without the `?`, and without the tab where it's the first. */
    query: () =>
      decodeURIComponent(new URL(page.url()).search.slice(1).replaceAll('+', ' ')).replace(
        /^tab=upload&?/,
        ''
      ),

    /** In a narrow window the filters and the column headers are behind a button. */
    showFilters: () => page.getByRole('button', { name: text('filters.show') }).click(),

    settled,

    /** Opens the list anew, with a query where it has sessions, in the panel that is loaded already. */
    async reopen(query = '') {
      await openInPanel(page, query ? `${LIST}&${query}` : LIST);
      await rows.first().waitFor();
      await settled();
    },

    /** The design system's select opens at a click and takes one on its option. */
    async choose(select: keyof typeof SELECTS, option: string) {
      await page.getByRole('combobox', { name: text(SELECTS[select]) }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    },

    /** Types a day as the field shows it, e.g. `11/23/2026`, and leaves the field. */
    async pickDay(field: 'from' | 'to', day: string) {
      const input = page.getByRole('combobox', { name: text(`filters.${field}`), exact: true });
      await input.fill(day);
      await input.press('Tab');
    },
  };
};

export type ListPage = ReturnType<typeof onList>;

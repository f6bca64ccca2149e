import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sortFieldSchema, type SortField } from '../../../shared/contracts';
import cs from '../../../admin/translations/cs.json';
import de from '../../../admin/translations/de.json';
import en from '../../../admin/translations/en.json';
import fr from '../../../admin/translations/fr.json';

const TEXTS: Record<string, typeof en> = { cs, de, en, fr };

const COLUMNS = sortFieldSchema.options;

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
    total: page.getByRole('tabpanel').getByRole('status'),
    button: (id: keyof typeof en) => page.getByRole('button', { name: text(id), exact: true }),

    /** A column's texts from top to bottom, as shown. */
    column: async (field: SortField) =>
      (await rows.locator(`[data-area="${field}"]`).allInnerTexts()).map((shown) => shown.trim()),

    /** The list's query in the URL, without the `?`. */
    query: () => decodeURIComponent(new URL(page.url()).search.slice(1).replaceAll('+', ' ')),

    /** Waits until the rows are those of the URL. */
    async settled() {
      const frame = table.locator('xpath=ancestor::*[@aria-busy][1]');
      await eventually(() => frame.getAttribute('aria-busy')).toBe('false');
    },

    /** The design system's select opens at a click and takes one on its option. */
    async choose(select: 'status' | 'pageSize', option: string) {
      const name = select === 'status' ? text('columns.status') : text('pages.size');
      await page.getByRole('combobox', { name }).click();
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

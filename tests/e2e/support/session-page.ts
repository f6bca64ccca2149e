import type { Locator, Page } from 'playwright-core';
import { until } from '../../harness/until';

/** The session's page by names and roles. */
export const sessionPage = (page: Page) => {
  const log = page.getByRole('log', { name: 'Log lines' });
  const toolbar = page.getByRole('group', { name: 'Which lines to show' });
  const line = (sequence: number) => log.locator(`[data-line="${sequence}"]`);

  /** The numbers of the lines that are drawn, in their order. */
  const drawn = () =>
    log
      .locator('[data-line]')
      .evaluateAll((lines) => lines.map((one) => Number(one.getAttribute('data-line'))));

  return {
    page,
    log,
    toolbar,
    line,
    drawn,
    search: page.getByRole('textbox', { name: 'Search the messages' }),
    /** The button that lists debug lines, or stops to. */
    debugLines: toolbar.getByRole('button', { name: /debug lines?( hidden: show)?$/ }),
    level: (name: RegExp) =>
      page.getByRole('group', { name: 'Levels' }).getByRole('button', { name }),
    toggle: (name: string) => toolbar.getByRole('switch', { name }),
    button: (name: string | RegExp) => page.getByRole('button', { name }),
    /** The toolbar's text on a search: how many matches, or which of them. */
    searchText: (text: string) => toolbar.getByText(text, { exact: true }).waitFor(),
    /** The text of the bar below on the selected lines. */
    selected: (text: string) => page.getByText(text, { exact: true }),

    /** The facts about the session, by their labels. */
    facts: async (): Promise<Record<string, string>> =>
      page
        .getByLabel('About this session')
        .evaluate((list) =>
          Object.fromEntries(
            [...list.querySelectorAll('dt')].map((name) => [
              name.textContent ?? '',
              name.nextElementSibling instanceof HTMLElement
                ? name.nextElementSibling.innerText.replace(/\s+/g, ' ').trim()
                : '',
            ])
          )
        ),

    /** Whether a line is visible, whole or in part. */
    isOnScreen: async (sequence: number): Promise<boolean> => isWithin(line(sequence), log),

    /** Waits until a line is visible. */
    seen: (sequence: number) =>
      until(`line ${sequence} is on screen`, () => isWithin(line(sequence), log)),
  };
};

export type SessionPage = ReturnType<typeof sessionPage>;

const isWithin = async (inner: Locator, outer: Locator): Promise<boolean> => {
  if ((await inner.count()) === 0) return false;
  const [inside, frame] = await Promise.all([inner.boundingBox(), outer.boundingBox()]);
  if (!inside || !frame) return false;
  return inside.y + inside.height > frame.y + 1 && inside.y < frame.y + frame.height - 1;
};

import type { Locator, Page } from 'playwright-core';
import { until } from '../../harness/until';

/** The session's page as a person sees it. */
export const sessionPage = (page: Page) => {
  const log = page.getByRole('log', { name: 'Log lines' });
  const toolbar = page.getByRole('group', { name: 'Which lines to show' });
  const line = (sequence: number) => log.locator(`[data-line="${sequence}"]`);

  /** The numbers of the lines that are drawn, in the order in which they stand. */
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
    level: (name: RegExp) =>
      page.getByRole('group', { name: 'Levels' }).getByRole('button', { name }),
    toggle: (name: string) => toolbar.getByRole('switch', { name }),
    button: (name: string | RegExp) => page.getByRole('button', { name }),
    /** What the toolbar says of a search: how many matches, or which of them. */
    told: (text: string) => toolbar.getByText(text, { exact: true }).waitFor(),
    /** What the bar below says of the lines chosen. */
    chosen: (text: string) => page.getByText(text, { exact: true }),

    /** What is told of the session, by the names that it's told under. */
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

    /** Whether a line is where a person sees it, whole or in part. */
    isOnScreen: async (sequence: number): Promise<boolean> => isWithin(line(sequence), log),

    /** Waits until a line is where a person sees it. */
    seen: (sequence: number) =>
      until(`line ${sequence} is on screen`, () => isWithin(line(sequence), log)),
  };
};

export type SessionPage = ReturnType<typeof sessionPage>;

const isWithin = async (inner: Locator, outer: Locator): Promise<boolean> => {
  if ((await inner.count()) === 0) return false;
  const [inside, around] = await Promise.all([inner.boundingBox(), outer.boundingBox()]);
  if (!inside || !around) return false;
  return inside.y + inside.height > around.y + 1 && inside.y < around.y + around.height - 1;
};

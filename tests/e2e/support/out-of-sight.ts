import type { Page } from 'playwright-core';

const SHOWN = ['button', 'a', 'input', '[role="tab"]', '[role="combobox"]', 'td', 'h1', 'dd', 'p'];

/** Our elements that overflow the window sideways, except a console's lines, which scroll by themselves. */
export const outOfSight = (page: Page) =>
  page.evaluate((selectors) => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const shown = document.querySelectorAll(selectors.map((each) => `main ${each}`).join());
    const hidden = [...shown].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      const isForEyes = width > 1 && height > 1 && !element.closest('[role="log"]');
      return isForEyes && (left < 0 || right > clientWidth + 1);
    });
    return {
      hidden: hidden.map(({ outerHTML }) => outerHTML.slice(0, 120)),
      scrollsSideways: scrollWidth > clientWidth,
    };
  }, SHOWN);

/** What `outOfSight` returns where nothing overflows. */
export const ALL_IN_SIGHT = { hidden: [], scrollsSideways: false };

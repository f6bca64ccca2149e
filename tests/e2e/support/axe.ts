import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Without Strapi's own menu: its faults aren't ours, and differ between versions. */
const OUR_PART = ['main', 'nav[aria-label="Localazy"]'];

/** All that can differ between the themes, whose elements are the same. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

const followsSystem = (page: Page) =>
  page.evaluate(() => localStorage.getItem('STRAPI_THEME') === 'system');

const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

const switchTheme = async (page: Page, colorScheme: 'light' | 'dark') => {
  const before = await background(page);
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(
    (colour) =>
      getComputedStyle(document.body).backgroundColor !== colour &&
      !document.getAnimations().some((animation) => animation instanceof CSSTransition),
    before
  );
};

const violationsOf = async (page: Page, part: string[], rules: string[] = []) => {
  const builder = part.reduce(
    (built, selector) => built.include(selector),
    // Else axe-core describes each element that passes too, and merges its results on a page of its own.
    new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
  );
  if (rules.length > 0) builder.withRules(rules);
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`)
  );
};

/**
 * The violations that axe-core finds in a part of the page (CSS selectors): each rule and element. In a
 * window with the theme `system`, those in the light theme and those of colours in the dark one.
 */
export const accessFaults = async (page: Page, part = OUR_PART): Promise<string[]> => {
  const faults = await violationsOf(page, part);
  if (!(await followsSystem(page))) return faults;
  await switchTheme(page, 'dark');
  const inDark = await violationsOf(page, part, RULES_OF_COLOURS);
  await switchTheme(page, 'light');
  return [...faults, ...inDark.map((fault) => `in the dark theme, ${fault}`)];
};

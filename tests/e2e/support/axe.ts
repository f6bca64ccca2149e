import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Without Strapi's own menu: its faults aren't ours, and differ between versions. */
const OUR_PART = ['main', 'nav[aria-label="Localazy"]'];

/** The violations that axe-core finds in a part of the page (CSS selectors): each rule and element. */
export const accessFaults = async (page: Page, part = OUR_PART): Promise<string[]> => {
  const builder = part.reduce(
    (built, selector) => built.include(selector),
    new AxeBuilder({ page })
  );
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`)
  );
};

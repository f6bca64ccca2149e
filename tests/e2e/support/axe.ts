import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Strapi's own menu beside them is left out on purpose: we can't mend what is wrong in it, and another
 * version of Strapi could bring more of that, by which tests of ours would fail.
 */
const OUR_PART = ['main', 'nav[aria-label="Localazy"]'];

/** What axe-core has to say against a part of the page (CSS selectors): each rule, and where it's broken. */
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

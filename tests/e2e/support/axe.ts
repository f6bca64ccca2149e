import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe-core has to say against our part of the page: each rule, and where it's broken. */
export const accessFaults = async (page: Page): Promise<string[]> => {
  // Strapi's own menu beside them isn't ours.
  const { violations } = await new AxeBuilder({ page })
    .include('main')
    .include('nav[aria-label="Localazy"]')
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`)
  );
};

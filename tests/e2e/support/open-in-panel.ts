import type { Page } from 'playwright-core';

/** Strapi's own page where there is none. */
const NOWHERE = '/admin/404';

/**
 * Opens an address in a window whose panel is loaded already, for a fraction of what loading it takes.
 * What was open is gone before, so that the page starts anew; responses that it got before are still in
 * its cache. One more entry of the history, as by a link.
 */
export const openInPanel = async (page: Page, address: string): Promise<void> => {
  await page.evaluate((nowhere) => {
    document.querySelector('main')?.setAttribute('data-left', '');
    window.history.pushState(null, '', nowhere);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, NOWHERE);
  await page.locator('[data-left]').waitFor({ state: 'detached' });
  await page.evaluate((to) => {
    window.history.replaceState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, address);
};

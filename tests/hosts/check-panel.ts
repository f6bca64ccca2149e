import assert from 'node:assert/strict';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { Admin } from '../harness/admins';
import { visit } from '../harness/browser';
import type { RunningApp } from './running-app';

/** The list and a session in a browser, without an error in a script. A picture in `folder` shows what failed. */
export const checkPanel = async (
  browser: Browser,
  app: RunningApp,
  admin: Admin,
  folder: string
): Promise<void> => {
  const page = await visit(browser, { url: app.url, admin });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`${error.message}\n${error.stack}`));
  try {
    await page.goto('/admin/plugins/localazy-activity-logs', { timeout: 60_000 });
    await page.getByRole('link', { name: 'Activity Logs' }).first().waitFor({ timeout: 60_000 });
    await page.getByRole('row').filter({ hasText: 'Ada Lovelace' }).first().click();
    await page.getByText('Upload started').first().waitFor();
    await page.goBack();
    await page.getByRole('tab', { name: 'Webhooks' }).click();
    await page.getByRole('row').filter({ hasText: 'signature is wrong' }).waitFor();
    assert.deepEqual(errors, []);
  } catch (error) {
    await page.screenshot({ path: path.join(folder, 'failed.png') });
    throw error;
  } finally {
    await page.context().close();
  }
};

import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type Page,
} from 'playwright-core';
import type { Admin } from './admins';
import { chromiumLaunchOptions } from './chromium';
import type { RunningStrapi } from './start-strapi';

export interface Visit {
  /** Who is signed in; nobody where null, the super admin of the start where absent. */
  admin?: Admin | null;
  /** The interface's language, as in `app.js`. */
  language?: string;
  theme?: 'light' | 'dark';
  timeZone?: string;
  /** CSS pixels. */
  width?: number;
  height?: number;
  /** 2 is what a zoom of 200 % makes of a page. */
  zoom?: number;
}

/** Chromium, which comes with npm. The caller closes it. */
export const launchBrowser = async (): Promise<Browser> =>
  playwright.launch({ ...(await chromiumLaunchOptions()), headless: true });

/** What Strapi's admin panel keeps of someone who signed in and put its offers of help away. */
const storageOf = (admin: Admin | null, { language, theme }: Visit): Record<string, string> => ({
  STRAPI_THEME: theme ?? 'light',
  'strapi-admin-language': language ?? 'en',
  'navbar-condensed': 'true',
  GUIDED_TOUR_SKIPPED: 'true',
  ...(admin && {
    jwtToken: JSON.stringify(admin.token),
    userInfo: JSON.stringify({
      id: admin.id,
      email: admin.email,
      firstname: admin.firstname,
      lastname: admin.lastname,
    }),
  }),
});

/** Nothing in a test talks to the outside, the panel's own links included. */
const stayHome = (context: BrowserContext, home: string) =>
  context.route(
    (url) => url.protocol.startsWith('http') && url.origin !== new URL(home).origin,
    (route) => route.abort()
  );

/** A browser window of its own, with nothing of other visits in it, and a page of Strapi's admin panel. */
export const visit = async (
  browser: Browser,
  strapi: RunningStrapi,
  options: Visit = {}
): Promise<Page> => {
  const { zoom = 1, width = 1280, height = 800, timeZone = 'Europe/Prague' } = options;
  const context = await browser.newContext({
    baseURL: strapi.url,
    timezoneId: timeZone,
    locale: 'en-US',
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: zoom,
  });
  await stayHome(context, strapi.url);
  const { admin = strapi.admin } = options;
  await context.addInitScript(
    (stored) => {
      // The user's own changes win on the next page of this window.
      Object.entries(stored).forEach(([key, value]) => {
        if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
      });
    },
    storageOf(admin, options)
  );
  return context.newPage();
};

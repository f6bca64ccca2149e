import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import type { Admin } from './admins';
import { chromiumLaunchOptions } from './chromium';
import type { RunningStrapi } from './start-strapi';

export interface Visit {
  /** Who is signed in; nobody where null, the super admin of the start where absent. */
  admin?: Admin | null;
  /** The interface's language, as in `app.js`. */
  language?: string;
  /** `system` is light until the page's media are emulated otherwise. */
  theme?: 'light' | 'dark' | 'system';
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

let shared: Browser | null = null;

/** The Chromium of this worker, which ends with it. Its users close their windows, see `closeWindows`. */
export const sharedBrowser = async (): Promise<Browser> => {
  if (!shared?.isConnected()) shared = await launchBrowser();
  return shared;
};

/** Closes every window of a browser. */
export const closeWindows = async (browser: Browser): Promise<void> => {
  await Promise.all(browser.contexts().map((context) => context.close()));
};

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

/** The time zone of a browser window that asks for no other. */
const TIME_ZONE = 'Europe/Prague';

/** Today's date in that time zone, `YYYY-MM-DD`. */
export const todayInBrowser = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format();

/** A browser window of its own, with nothing of other visits in it, and a page of Strapi's admin panel. */
export const visit = async (
  browser: Browser,
  strapi: Pick<RunningStrapi, 'url' | 'admin'>,
  options: Visit = {}
): Promise<Page> => {
  const { zoom = 1, width = 1280, height = 800, timeZone = TIME_ZONE } = options;
  const context = await browser.newContext({
    baseURL: strapi.url,
    timezoneId: timeZone,
    locale: 'en-US',
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: zoom,
  });
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

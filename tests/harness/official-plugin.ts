import { seed } from '../playground/runner/seed';
import type { RunningStrapi } from './start-strapi';

/** What the official plugin's admin pages send along with their requests. */
export const OFFICIAL_PAGE_HEADERS = { 'x-localazy-initiated-by': 'strapi-plugin-localazy' };

type App = Pick<RunningStrapi, 'strapi' | 'admin' | 'localazy' | 'request'>;

/** Fills a started Strapi with articles, identity, transfer setup and webhook author. Returns the articles' ids. */
export const seedApp = (app: App, { articles }: { articles?: number } = {}): Promise<number[]> =>
  seed(app.strapi, { articles, localazy: app.localazy.state, webhookAuthorId: app.admin.id });

/** Starts an upload or a download as its page's button does: the response comes before it, about a second later it runs. */
export const startTransfer = (
  app: App,
  kind: 'upload' | 'download',
  token: string = app.admin.token
) =>
  app.request<{ streamIdentifier: string }>('POST', `/localazy/transfer/${kind}`, {
    token,
    body: {},
    headers: OFFICIAL_PAGE_HEADERS,
  });

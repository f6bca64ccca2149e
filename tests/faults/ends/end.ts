import type { Session } from '../../../shared/contracts';
import type { Webhook } from '../../localazy-api';
import type { OfficialApp, PageEnd } from '../support/official-app';

/** One way in which an operation of the official plugin 0.2.13 can end. */
export interface End {
  way: string;
  /** Causes it; a function that it returns undoes what `reset` doesn't. */
  arrange?: (app: OfficialApp) => unknown;
  /** What the official plugin's own page gets; null where nothing. */
  page: { success: boolean; message: string | RegExp } | null;
  status: Session['status'];
  summary: string | RegExp;
  /** Error lines; where absent one of a failure that the plugin's page shows, else none. */
  errors?: number;
  /** A technical detail that is in the entries. */
  entry?: string | RegExp;
  /** Sent instead of a proper webhook. */
  webhook?: Webhook | ((app: OfficialApp) => Webhook);
}

export const says = (success: boolean, message: string | RegExp) => ({ success, message });

/** The official plugin can't send its page anything. */
export const takeSocketAway: End['arrange'] = ({ host }) => {
  const kept = host.StrapIO;
  Reflect.set(host, 'StrapIO', undefined);
  return () => void Reflect.set(host, 'StrapIO', kept);
};

/** A lifecycle hook of the host throws; returns how to take it away. */
export const throwingIn =
  (hook: string, thrown: () => unknown) =>
  ({ strapi }: OfficialApp) =>
    strapi.db.lifecycles.subscribe({
      models: ['api::article.article'],
      [hook]() {
        throw thrown();
      },
    });

export const matches = (text: string, expected: string | RegExp) =>
  typeof expected === 'string' ? text === expected : expected.test(text);

/** As the tables of the tests show it. */
export const describePage = (page: PageEnd | null) =>
  page ? `${page.success ? 'success' : 'failure'}, “${page.message}”` : 'nothing';

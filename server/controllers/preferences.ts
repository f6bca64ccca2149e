import type { LoadedStrapi } from '@strapi/types';
import type { Context } from 'koa';
import {
  DEFAULT_PREFERENCES,
  preferencesPatchSchema,
  type Preferences,
} from '../../shared/contracts';
import { storeOf } from '../services';
import { callerId, parsed } from './requests';

/** Each caller's own preferences, with the defaults for the rest; no route names another user. */
export const createPreferencesController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = () => storeOf(strapi);

  const find = async (ctx: Context) => {
    const chosen = await store().preferences.read(callerId(ctx));
    const preferences: Preferences = {
      sort: { ...DEFAULT_PREFERENCES.sort, ...chosen.sort },
      lastTab: chosen.lastTab ?? DEFAULT_PREFERENCES.lastTab,
    };
    ctx.body = preferences;
  };

  return {
    find,

    /** Saves what the patch names; returns everything. */
    update: parsed(
      preferencesPatchSchema,
      ({ request }) => ('body' in request ? request.body : undefined),
      async (ctx, patch) => {
        await store().preferences.save(callerId(ctx), patch);
        await find(ctx);
      }
    ),
  };
};

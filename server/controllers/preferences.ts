import type { LoadedStrapi } from '@strapi/types';
import type { Context } from 'koa';
import {
  DEFAULT_PREFERENCES,
  preferencesPatchSchema,
  type Preferences,
} from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Store } from '../store/types';
import { parsed } from './requests';

const callerId = (ctx: Context): number => ctx.state.user.id;

/** Each caller's own preferences, with the defaults for the rest; no route names another user. */
export const createPreferencesController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = (): Store => strapi.plugin(PLUGIN_ID).service('store');

  const find = async (ctx: Context) => {
    const chosen = await store().preferences.read(callerId(ctx));
    const preferences: Preferences = { sort: { ...DEFAULT_PREFERENCES.sort, ...chosen } };
    ctx.body = preferences;
  };

  return {
    find,

    /** Saves the tabs that the patch names; returns all of them. */
    update: parsed(
      preferencesPatchSchema,
      ({ request }) => ('body' in request ? request.body : undefined),
      async (ctx, patch) => {
        await store().preferences.save(callerId(ctx), patch.sort);
        await find(ctx);
      }
    ),
  };
};

import type { LoadedStrapi } from '@strapi/types';
import type { Context } from 'koa';
import { preferencesPatchSchema } from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { PreferencesService } from '../services/preferences';
import { parsed } from './requests';

const callerId = (ctx: Context): number => ctx.state.user.id;

/** Each caller's own preferences; no route names another user. */
export const createPreferencesController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const preferences = (): PreferencesService => strapi.plugin(PLUGIN_ID).service('preferences');

  return {
    async find(ctx: Context) {
      ctx.body = await preferences().read(callerId(ctx));
    },

    update: parsed(
      preferencesPatchSchema,
      ({ request }) => ('body' in request ? request.body : undefined),
      async (ctx, patch) => {
        ctx.body = await preferences().update(callerId(ctx), patch);
      }
    ),
  };
};

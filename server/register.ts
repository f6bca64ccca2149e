import type { LoadedStrapi } from '@strapi/types';
import { attachments } from './attachments';
import { hideFromGraphql, trimContentTypes } from './content-types';
import { attachToLocalazy } from './localazy';
import { registerPermissions } from './routes/permissions';
import { recorderOf } from './services';

export const register = async ({ strapi }: { strapi: LoadedStrapi }) => {
  trimContentTypes({ strapi });
  hideFromGraphql({ strapi });
  await registerPermissions({ strapi });
  attachments.set(strapi, attachToLocalazy({ strapi, recorder: recorderOf(strapi) }));
};

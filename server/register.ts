import type { LoadedStrapi } from '@strapi/types';
import { onDetach } from './attachments';
import { hideFromGraphql, trimContentTypes } from './content-types';
import { attachToLocalazy } from './localazy';
import { registerPermissions } from './routes/permissions';
import { recorderOf } from './services';

export const register = async ({ strapi }: { strapi: LoadedStrapi }) => {
  trimContentTypes({ strapi });
  hideFromGraphql({ strapi });
  await registerPermissions({ strapi });
  onDetach(strapi, attachToLocalazy({ strapi, recorder: recorderOf(strapi) }));
};

import type { LoadedStrapi } from '@strapi/types';
import { onDetach } from './attachments';
import { unlistContentTypes } from './content-types';
import { recorderOf } from './services';

export const bootstrap = async ({ strapi }: { strapi: LoadedStrapi }) => {
  onDetach(strapi, unlistContentTypes({ strapi }));
  await recorderOf(strapi).start();
};

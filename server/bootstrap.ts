import type { LoadedStrapi } from '@strapi/types';
import { unlistContentTypes } from './content-types';
import { recorderOf } from './services';

export const bootstrap = async ({ strapi }: { strapi: LoadedStrapi }) => {
  unlistContentTypes({ strapi });
  await recorderOf(strapi).start();
};

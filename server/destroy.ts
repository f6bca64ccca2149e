import type { LoadedStrapi } from '@strapi/types';
import { detach } from './attachments';
import { recorderOf } from './services';

export const destroy = async ({ strapi }: { strapi: LoadedStrapi }) => {
  detach(strapi);
  await recorderOf(strapi).stop();
};

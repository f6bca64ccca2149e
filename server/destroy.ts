import type { LoadedStrapi } from '@strapi/types';
import { attachments } from './attachments';
import { recorderOf } from './services';

export const destroy = async ({ strapi }: { strapi: LoadedStrapi }) => {
  attachments.get(strapi)?.();
  attachments.delete(strapi);
  await recorderOf(strapi).stop();
};

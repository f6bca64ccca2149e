import { contentTypes, hideFromGraphql, trimContentTypes } from './content-types';
import { services } from './services';
import type { LoadedStrapi } from '@strapi/types';

export default {
  register({ strapi }: { strapi: LoadedStrapi }) {
    trimContentTypes({ strapi });
    hideFromGraphql({ strapi });
  },
  bootstrap() {},
  destroy() {},
  contentTypes,
  routes: {},
  controllers: {},
  services,
};

import type { LoadedStrapi } from '@strapi/types';
import { contentTypes, hideFromGraphql, trimContentTypes } from './content-types';
import { controllers } from './controllers';
import { routes } from './routes';
import { registerPermissions } from './routes/permissions';
import { services } from './services';

export default {
  async register({ strapi }: { strapi: LoadedStrapi }) {
    trimContentTypes({ strapi });
    hideFromGraphql({ strapi });
    await registerPermissions({ strapi });
  },
  bootstrap() {},
  destroy() {},
  contentTypes,
  routes,
  controllers,
  services,
};

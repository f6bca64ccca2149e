import production from '@localazy/strapi-plugin/admin/src/config/production';

const NOWHERE = '/not-in-the-playground';

/** The official plugin's pages report their use to Localazy; here that ends as a 404 of this very server. */
export default {
  ...production,
  LOCALAZY_OAUTH_URL: NOWHERE,
  LOCALAZY_PLUGIN_CONNECTOR_API_URL: NOWHERE,
  LOCALAZY_PUBLIC_API_URL: NOWHERE,
};

'use strict';

const path = require('node:path');

const REPOSITORY = path.join(__dirname, '..', '..', '..');

/** The official plugin knows only its real address; nothing here may talk to that one. */
const pointToStandIn = (url) => {
  const config = require('@localazy/strapi-plugin/server/config/production');
  config.LOCALAZY_PUBLIC_API_URL = url;
  config.LOCALAZY_PLUGIN_CONNECTOR_API_URL = `${url}/generic-connector`;
};

module.exports = ({ env }) => {
  pointToStandIn(env('LOCALAZY_API_URL', 'http://127.0.0.1:1'));

  return {
    ...env.json('PLUGINS_BEFORE', {}),
    localazy: { enabled: env.bool('LOCALAZY_PLUGIN_ENABLED', true) },
    'localazy-activity-logs': {
      enabled: true,
      resolve: env('ACTIVITY_LOGS_PLUGIN', REPOSITORY),
      config: env.json('ACTIVITY_LOGS_CONFIG', {}),
    },
    'users-permissions': {
      config: { jwtSecret: env('JWT_SECRET', 'playground-users-permissions-secret') },
    },
    ...env.json('EXTRA_PLUGINS', {}),
  };
};

'use strict';

const { winston } = require('@strapi/logger');

// A quiet run silences the transport, not the logger: other transports still get every line.
module.exports = ({ env }) => ({
  transports: [
    new winston.transports.Console({
      silent: env.bool('QUIET', false),
      level: env('LOG_LEVEL', 'silly'),
    }),
  ],
});

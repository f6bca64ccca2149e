'use strict';

// Values for a local try-out only; an app of yours takes its own from the environment.
module.exports = ({ env }) => ({
  auth: { secret: env('ADMIN_JWT_SECRET', 'playground-admin-secret') },
  apiToken: { salt: env('API_TOKEN_SALT', 'playground-api-token-salt') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT', 'playground-transfer-token-salt') } },
  // A test signs in more often than a person would.
  rateLimit: { enabled: false },
  flags: { nps: false, promoteEE: false },
});

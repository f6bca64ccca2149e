import official from '@localazy/strapi-plugin/server/config/production';

export default ({ env }) => {
  // The official plugin knows only its real address.
  official.LOCALAZY_PUBLIC_API_URL = env('LOCALAZY_API_URL');
  return { 'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } } };
};

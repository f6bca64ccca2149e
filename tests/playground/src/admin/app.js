export default {
  config: {
    locales: ['cs', 'de', 'fr'],
    // Without these the panel loads videos and news of Strapi's releases from the web.
    tutorials: false,
    notifications: { releases: false },
  },
  bootstrap() {},
};

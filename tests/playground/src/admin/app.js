export default {
  config: {
    locales: ['cs', 'de', 'fr'],
    // Without these the panel requests videos and for Strapi's newest release.
    tutorials: false,
    notifications: { releases: false },
  },
  bootstrap() {},
};

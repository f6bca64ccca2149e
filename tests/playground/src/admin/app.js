export default {
  config: {
    locales: ['cs', 'de', 'fr'],
    // Without these the panel asks the web for videos and for Strapi's newest release.
    tutorials: false,
    notifications: { releases: false },
  },
  bootstrap() {},
};

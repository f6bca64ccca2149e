export default {
  register() {},
  bootstrap() {},
  destroy() {},
  contentTypes: {},
  routes: {},
  controllers: {},
  services: {},
};

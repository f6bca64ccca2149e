/** How to restore what the plugin has patched, for each Strapi of this process. */
const restores = new WeakMap<object, (() => void)[]>();

export const restoreAtStop = (strapi: object, restore: () => void): void => {
  restores.set(strapi, [...(restores.get(strapi) ?? []), restore]);
};

/** Restores everything, the last patch first. */
export const restorePatches = (strapi: object): void => {
  const all = restores.get(strapi) ?? [];
  restores.delete(strapi);
  all.reverse().forEach((restore) => restore());
};

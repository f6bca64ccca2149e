/** How to restore what the plugin has patched, for each Strapi of this process. */
const restores = new WeakMap<object, (() => void)[]>();

export const restoreAtStop = (strapi: object, restore: () => void): void => {
  restores.set(strapi, [restore, ...(restores.get(strapi) ?? [])]);
};

/** Restores everything, the last patch first. */
export const restorePatches = (strapi: object): void => {
  const latestFirst = restores.get(strapi) ?? [];
  restores.delete(strapi);
  latestFirst.forEach((restore) => restore());
};

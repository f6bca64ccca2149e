/** How to put back what we stand before, for each Strapi of this process. */
const undoings = new WeakMap<object, (() => void)[]>();

/** Remembers how to put something of `strapi` back when it stops. */
export const onDetach = (strapi: object, undo: () => void): void => {
  undoings.set(strapi, [...(undoings.get(strapi) ?? []), undo]);
};

/** Puts everything back, the last change first. */
export const detach = (strapi: object): void => {
  const undo = undoings.get(strapi) ?? [];
  undoings.delete(strapi);
  [...undo].reverse().forEach((put) => put());
};

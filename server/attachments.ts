/** How to detach from the official plugin, for each Strapi of this process: `register` attaches, `destroy` detaches. */
export const attachments = new WeakMap<object, () => void>();

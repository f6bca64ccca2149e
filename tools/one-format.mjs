import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const SERVER_MODULE = `import server from './index.js';\n\nexport default server;\n`;

const ADMIN_SCRIPT = `'use strict';

throw new Error('The admin half of this plugin is an ES module: import it, as Strapi does');
`;

const removeMatching = async (folder, pattern) => {
  const names = (await readdir(folder)).filter((name) => pattern.test(name));
  await Promise.all(names.map((name) => rm(path.join(folder, name))));
};

/**
 * Strapi's plugin:build makes each half twice and demands both in package.json, though Strapi 4 requires
 * the server half and imports the admin half. The other ones would double what users install.
 */
export const keepOneFormat = async (dist) => {
  await removeMatching(path.join(dist, '_chunks'), /\.js(\.map)?$/);
  await rm(path.join(dist, 'admin', 'index.js.map'), { force: true });
  await rm(path.join(dist, 'server', 'index.mjs.map'), { force: true });
  await writeFile(path.join(dist, 'admin', 'index.js'), ADMIN_SCRIPT);
  await writeFile(path.join(dist, 'server', 'index.mjs'), SERVER_MODULE);
};

import { writeFile } from 'node:fs/promises';
import { buildWhenStale } from './fresh.mjs';
import { keepOneFormat } from './one-format.mjs';
import { bin, inRepository } from './paths.mjs';
import { run } from './run.mjs';

/** Strapi looks for these very files; they can't be TypeScript, and `dist` can't hold them. */
const writeShims = async () => {
  await writeFile(
    inRepository('strapi-server.js'),
    "'use strict';\n\nmodule.exports = require('./dist/server');\n"
  );
  await writeFile(
    inRepository('strapi-admin.js'),
    "export { default } from './dist/admin/index.mjs';\n"
  );
};

/** What npm would publish. */
export const buildPlugin = ({ force = false } = {}) =>
  buildWhenStale({
    name: 'plugin',
    force,
    inputs: [
      'shared',
      'server',
      'admin',
      'strapi-admin.ts',
      'strapi-server.ts',
      'tsconfig.json',
      'package.json',
      'package-lock.json',
    ],
    output: 'dist/server/index.js',
    async build() {
      console.log('Building the plugin ...');
      await run(bin('strapi'), ['plugin:build', '--force']);
      await keepOneFormat(inRepository('dist'));
      await writeShims();
    },
  });

/** The admin panel of the playground's app, with the built plugin in it. */
export const buildAdminPanel = ({ force = false } = {}) =>
  buildWhenStale({
    name: 'admin-panel',
    force,
    inputs: [
      'dist/admin',
      'dist/_chunks',
      'tests/playground/config',
      'tests/playground/src/admin',
      'tests/playground/package.json',
      'package-lock.json',
      'tools/build-admin.mjs',
    ],
    output: 'tests/playground/build/index.html',
    async build() {
      console.log('Building the admin panel (about a minute) ...');
      await run(process.execPath, [inRepository('tools', 'build-admin.mjs')], {
        env: {
          NODE_ENV: 'production',
          STRAPI_TELEMETRY_DISABLED: 'true',
          STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
        },
      });
    },
  });

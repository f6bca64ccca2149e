import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { REPOSITORY } from './paths';

/**
 * Bundles the plugin's server half from its TypeScript source into `directory`, as Strapi wants to
 * find it: a `strapi-server.js` beside a `package.json`. Takes a fraction of a second, so tests need
 * no build before them. What lies in node_modules stays there.
 */
export const bundlePlugin = async (directory: string): Promise<void> => {
  await mkdir(directory, { recursive: true });
  await build({
    entryPoints: [path.join(REPOSITORY, 'strapi-server.ts')],
    outfile: path.join(directory, 'strapi-server.js'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  const { name, version, strapi } = JSON.parse(
    await readFile(path.join(REPOSITORY, 'package.json'), 'utf8')
  );
  const manifest = JSON.stringify({ name, version, strapi });
  await writeFile(path.join(directory, 'package.json'), manifest);
};

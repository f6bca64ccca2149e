import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { transform } from 'esbuild';
import { REPOSITORY } from '../harness/paths';
import { NEWEST_STRAPI, type Host } from './hosts';
import { managerOf } from './package-managers';

const TEMPLATE = path.join(REPOSITORY, 'tests', 'hosts', 'app');

/** Versions of packages within Strapi that its old releases don't fix, and whose newest break them. */
const OVERRIDES = {
  // 0.32 downloads its binary from outside the registry.
  sharp: '0.33.5',
  // Newer ones break the admin panel's webpack.
  'get-intrinsic': '1.3.0',
  // Newer ones hold no types, and TypeScript looks for them.
  '@types/minimatch': '5.1.2',
};

/** The driver that create-strapi-app writes into the app's package.json. */
const driver = ({ database, strapi }: Host) => {
  if (database === 'postgres') return { pg: '8.11.5' };
  return { 'better-sqlite3': strapi === NEWEST_STRAPI ? '11.10.0' : '8.6.0' };
};

const TSCONFIG = {
  extends: '@strapi/typescript-utils/tsconfigs/server',
  compilerOptions: { outDir: 'dist', rootDir: '.' },
  include: ['./', './**/*.ts', './**/*.js', 'src/**/*.json'],
  exclude: ['node_modules/', 'build/', 'dist/', '.cache/', '.tmp/', 'src/admin/', 'src/plugins/**'],
};

/** What create-strapi-app writes, with the packages that such an app lists, and no others. */
const packageJson = (host: Host) => ({
  name: `host-${host.name}`,
  private: true,
  version: '0.1.0',
  dependencies: {
    '@localazy/strapi-plugin': '0.2.13',
    '@strapi/plugin-i18n': host.strapi,
    '@strapi/plugin-users-permissions': host.strapi,
    '@strapi/strapi': host.strapi,
    ...driver(host),
    react: '^18.0.0',
    'react-dom': '^18.0.0',
    'react-router-dom': '5.3.4',
    'styled-components': '5.3.3',
  },
  strapi: { uuid: false },
  // npm 12 runs no other install script.
  allowScripts: { 'better-sqlite3': true },
  ...managerOf(host.manager).overrides(OVERRIDES),
});

const toJavaScript = async (file: string) => {
  const { code } = await transform(await readFile(file, 'utf8'), { loader: 'ts', format: 'cjs' });
  await writeFile(file.replace(/\.ts$/, '.js'), code);
  await rm(file);
};

const typeScriptFiles = async () =>
  (await readdir(TEMPLATE, { recursive: true })).filter((name) => name.endsWith('.ts'));

const writeJson = (file: string, content: object) =>
  writeFile(file, `${JSON.stringify(content, null, 2)}\n`);

/** Writes a new app into an empty folder. */
export const writeApp = async (host: Host, folder: string): Promise<void> => {
  await cp(TEMPLATE, folder, { recursive: true });
  await mkdir(path.join(folder, 'public', 'uploads'), { recursive: true });
  await writeJson(path.join(folder, 'package.json'), packageJson(host));
  if (host.language === 'ts') await writeJson(path.join(folder, 'tsconfig.json'), TSCONFIG);
  else {
    const files = await typeScriptFiles();
    await Promise.all(files.map((file) => toJavaScript(path.join(folder, file))));
  }
};

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { inRepository } from './paths.mjs';
import { steps } from './run.mjs';

const { build } = createRequire(import.meta.url)('esbuild');

/** What the pages import from, below `@strapi/`. */
const PACKAGES = { 'design-system': ['', '/v2'], icons: [''], 'helper-plugin': [''] };

const OUTPUT = inRepository('tests', 'admin', 'host-exports.json');

const readJson = async (file) => JSON.parse(await readFile(file, 'utf8'));

const unpack = async (name, version, folder) => {
  const run = promisify(execFile);
  const { stdout } = await run('npm', ['pack', '--silent', `@strapi/${name}@${version}`], {
    cwd: folder,
  });
  await run('tar', ['xzf', stdout.trim()], { cwd: folder });
  return path.join(folder, 'package');
};

/** The names that a module exports, those that it passes on from its own files too. */
const exportedNames = async (entry) => {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    packages: 'external',
    format: 'esm',
    write: false,
    outdir: 'out',
    metafile: true,
    logLevel: 'error',
  });
  return Object.values(metafile.outputs)[0].exports.sort();
};

const entryOf = async (folder, subpath) => {
  const { exports, module } = await readJson(path.join(folder, 'package.json'));
  return path.join(folder, exports?.[`.${subpath}`].import ?? module);
};

/** Writes the names that the oldest supported version of each package exports. */
const writeExports = async () => {
  const { peerDependencies } = await readJson(inRepository('package.json'));
  const oldest = (name) => peerDependencies[`@strapi/${name}`].replace('^', '');
  const names = {};
  for (const [name, subpaths] of Object.entries(PACKAGES)) {
    const folder = await mkdtemp(path.join(tmpdir(), 'host-exports-'));
    const unpacked = await unpack(name, oldest(name), folder);
    for (const subpath of subpaths) {
      names[`@strapi/${name}${subpath}`] = {
        version: oldest(name),
        names: await exportedNames(await entryOf(unpacked, subpath)),
      };
    }
    await rm(folder, { recursive: true });
  }
  await writeFile(OUTPUT, `${JSON.stringify(names)}\n`);
};

await steps(writeExports);

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildPlugin } from './builds.mjs';
import { ensureInstalled } from './install.mjs';
import { packageProblems } from './package-problems.mjs';
import { bin, inRepository, REPOSITORY } from './paths.mjs';
import { run, steps } from './run.mjs';

const readJson = async (name) => JSON.parse(await readFile(inRepository(name), 'utf8'));

const pack = async (folder) => {
  const args = ['pack', '--json', '--pack-destination', folder];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: REPOSITORY });
  const [{ filename, files, size }] = JSON.parse(stdout);
  return { tarball: path.join(folder, filename), files: files.map(({ path: file }) => file), size };
};

/** The app of the hosts' tests that is TypeScript on the newest Strapi: it compiles with our types. */
const installIntoNewApp = async (tarball) => {
  const { devDependencies } = await readJson('package.json');
  await run(bin('vite-node'), [
    'tests/hosts/index.ts',
    ...['--only', devDependencies['@strapi/strapi'], '--tarball', tarball],
  ]);
};

const check = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'release-check-'));
  try {
    const { tarball, files, size } = await pack(folder);
    const manifest = await readJson('package.json');
    const lock = await readJson('package-lock.json');
    const problems = packageProblems({ files, bytes: size, manifest, lock });
    if (problems.length > 0) throw new Error(problems.join('\n'));
    console.log(`${files.length} files, ${Math.round(size / 1024)} KB packed`);
    if (!manifest.repository) {
      console.log('package.json has no repository yet, see CONTRIBUTING.md, Releases');
    }
    await installIntoNewApp(tarball);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

await steps(ensureInstalled, () => buildPlugin({ force: true }), check);

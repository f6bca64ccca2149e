import { readFile } from 'node:fs/promises';
import { inRepository } from './paths.mjs';
import { run } from './run.mjs';

const readPackages = async (file) => {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return {};
  }
};

/** True where node_modules holds what package-lock.json asks for. */
const isInstalled = async () => {
  const wanted = await readPackages(inRepository('package-lock.json'));
  const present = await readPackages(inRepository('node_modules', '.package-lock.json'));
  return Object.entries(wanted)
    .filter(([folder, { optional }]) => folder !== '' && !optional)
    .every(([folder, { version }]) => present[folder]?.version === version);
};

/** Installs the packages of package-lock.json where they are missing or others. */
export const ensureInstalled = async () => {
  if (await isInstalled()) return;
  console.log('Installing packages (npm ci) ...');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
};

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CACHE_DIR, inRepository } from './paths.mjs';

const filesIn = async (item) => {
  const info = await stat(item).catch(() => null);
  if (!info) return [];
  if (info.isFile()) return [item];
  const names = await readdir(item);
  return (await Promise.all(names.map((name) => filesIn(path.join(item, name))))).flat();
};

const hashOf = async (inputs) => {
  const files = (await Promise.all(inputs.map((input) => filesIn(inRepository(input))))).flat();
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(file));
  return hash.digest('hex');
};

const exists = (file) =>
  stat(inRepository(file)).then(
    () => true,
    () => false
  );

/**
 * Calls `build` unless it has made `output` from the very same content of `inputs` before.
 * @param {{ name: string, inputs: string[], output: string, force?: boolean, build: () => Promise<void> }} options
 *   paths are relative to the repository
 */
export const buildWhenStale = async ({ name, inputs, output, force = false, build }) => {
  const stamp = path.join(CACHE_DIR, `${name}.stamp`);
  const hash = await hashOf(inputs);
  const built = await readFile(stamp, 'utf8').catch(() => '');
  if (!force && built === hash && (await exists(output))) return;
  await build();
  await mkdir(CACHE_DIR, { recursive: true });
  await writeFile(stamp, hash);
};

/**
 * Adds to package-lock.json where the configured registry has each package, as registries lay them out.
 * Without these addresses npm asks the registry about each package first, which takes it 40 s of processor
 * time; in the repository they would name a registry.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const FOLDER = 'node_modules/';

const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' })
  .trim()
  .replace(/\/$/, '');

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
for (const [folder, entry] of Object.entries(lock.packages)) {
  if (folder === '' || entry.link) continue;
  const name = entry.name ?? folder.slice(folder.lastIndexOf(FOLDER) + FOLDER.length);
  entry.resolved = `${registry}/${name}/-/${name.split('/').pop()}-${entry.version}.tgz`;
}
writeFileSync(FILE, JSON.stringify(lock, null, 2));

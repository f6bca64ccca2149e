import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../harness/paths';

interface Packed {
  files: string[];
  bytes: number;
  manifest: { types?: string; [field: string]: unknown };
  lock: { packages: Record<string, { resolved?: string }> };
}

const read = (name: string) => JSON.parse(readFileSync(path.join(REPOSITORY, name), 'utf8'));

const FILES = [
  'LICENSE',
  'README.md',
  'dist/_chunks/index-B4vhngrm.mjs',
  'dist/admin/index.js',
  'dist/admin/index.mjs',
  'dist/server/index.js',
  'dist/server/index.mjs',
  'index.d.ts',
  'package.json',
  'strapi-admin.js',
  'strapi-server.js',
];

describe('the check before a release', () => {
  let problemsOf: (packed: Packed) => string[];
  let packed: Packed;

  beforeAll(async () => {
    const module = pathToFileURL(path.join(REPOSITORY, 'tools', 'package-problems.mjs')).href;
    ({ packageProblems: problemsOf } = await import(module));
    packed = {
      files: FILES,
      bytes: 200_000,
      manifest: read('package.json'),
      lock: read('package-lock.json'),
    };
  });

  it('passes for this package.json and this package-lock.json', () => {
    expect(problemsOf(packed)).toEqual([]);
  });

  it.each([
    'dist/server/index.js.map',
    'server/index.ts',
    'tests/app.js',
    '.env',
    'dist/types/a.d.ts',
  ])('fails for %s in the package', (file) => {
    expect(problemsOf({ ...packed, files: [...FILES, file] })).toEqual([
      `The package holds ${file}`,
    ]);
  });

  it('fails without the types', () => {
    const files = FILES.filter((file) => file !== 'index.d.ts');
    expect(problemsOf({ ...packed, files })).toEqual([
      'package.json leads to index.d.ts, which the package lacks',
    ]);
    const { types: _types, ...manifest } = packed.manifest;
    expect(problemsOf({ ...packed, manifest })).toContain('package.json names no types');
  });

  it('fails for a lock entry with an address', () => {
    const lock = {
      packages: { 'node_modules/knex': { resolved: 'https://example.com/knex.tgz' } },
    };
    expect(problemsOf({ ...packed, lock })).toEqual([
      'package-lock.json has an address for node_modules/knex',
    ]);
  });

  it('fails for too many files and for a package that is too large', () => {
    const chunks = Array.from({ length: 41 }, (_, number) => `dist/_chunks/a-${number}.js`);
    expect(problemsOf({ ...packed, files: [...FILES, ...chunks], bytes: 300_000 })).toEqual([
      '52 files, at most 40',
      '300000 bytes packed, at most 256000',
    ]);
  });
});

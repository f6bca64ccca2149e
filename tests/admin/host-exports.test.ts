import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../harness/paths';

interface Exports {
  version: string;
  names: string[];
}

const read = (...parts: string[]) => readFileSync(path.join(REPOSITORY, ...parts), 'utf8');

/** Written by `node tools/host-exports.mjs`, to be run again where a peer dependency's range begins elsewhere. */
const EXPORTS: Record<string, Exports> = JSON.parse(read('tests', 'admin', 'host-exports.json'));

const PEERS: Record<string, string> = JSON.parse(read('package.json')).peerDependencies;

const sources = readdirSync(path.join(REPOSITORY, 'admin'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => path.join('admin', name));

/** The values, not types, that a file imports: `@strapi/icons: History`. */
const importsOf = (file: string) =>
  ts
    .createSourceFile(file, read(file), ts.ScriptTarget.Latest)
    .statements.filter(ts.isImportDeclaration)
    .flatMap(({ importClause, moduleSpecifier }) => {
      const from = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
      const bindings = importClause?.namedBindings;
      if (importClause?.isTypeOnly || !bindings || !ts.isNamedImports(bindings)) return [];
      return bindings.elements
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .map(({ name, propertyName }) => ({ file, from, name: (propertyName ?? name).text }));
    })
    .filter(({ from }) => from.startsWith('@strapi/'));

describe('what the pages import from Strapi', () => {
  it('exists in the oldest supported Strapi', () => {
    const imports = sources.flatMap(importsOf);
    const missing = imports.filter(({ from, name }) => !EXPORTS[from]?.names.includes(name));
    expect(imports.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(EXPORTS))('is compared with the oldest supported %s', (name, oldest) => {
    const [, scope, unscoped] = /^(@strapi)\/([^/]+)/.exec(name) ?? [];
    expect(PEERS[`${scope}/${unscoped}`]).toBe(`^${oldest.version}`);
  });
});

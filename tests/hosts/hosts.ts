import { readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../harness/paths';
import type { ManagerName } from './package-managers';

/** An app as its owner set it up. */
export interface Host {
  name: string;
  strapi: string;
  manager: ManagerName;
  language: 'js' | 'ts';
  database: 'sqlite' | 'postgres';
}

const { devDependencies } = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8'));

export const NEWEST_STRAPI: string = devDependencies['@strapi/strapi'];

const host = (
  strapi: string,
  manager: Host['manager'],
  language: Host['language'],
  database: Host['database']
): Host => ({
  name: [strapi, manager, language, database].join('-'),
  strapi,
  manager,
  language,
  database,
});

/** The oldest Strapi that the peer dependencies admit, two in between, and the newest. */
export const HOSTS: Host[] = [
  host('4.15.5', 'npm', 'js', 'sqlite'),
  host('4.17.1', 'yarn', 'ts', 'postgres'),
  host('4.20.5', 'pnpm', 'js', 'postgres'),
  host(NEWEST_STRAPI, 'npm', 'ts', 'sqlite'),
];

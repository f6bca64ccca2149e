import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

export const REPOSITORY = path.resolve(here, '..', '..');

/** The Strapi app that tests and playground run. */
export const APP_DIR = path.join(REPOSITORY, 'tests', 'playground');

/** What is built once and used again; gone with node_modules. */
export const CACHE_DIR = path.join(REPOSITORY, 'node_modules', '.cache', 'localazy-activity-logs');

import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

export const inRepository = (...parts) => path.join(REPOSITORY, ...parts);

/** What is built once and used again; gone with node_modules. */
export const CACHE_DIR = inRepository('node_modules', '.cache', 'localazy-activity-logs');

/** A program that an installed package brings. */
export const bin = (name) => inRepository('node_modules', '.bin', name);

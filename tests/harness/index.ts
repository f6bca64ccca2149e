import { inject } from 'vitest';

export * from './admins';
export { KEEP_CHANGED_TABLES } from './app-env';
export * from './boot-strapi';
export * from './client';
export * from './databases';
export * from './official-plugin';
export * from './query-plans';
export * from './seed-session';
export * from './start-strapi';
export * from './until';
export { createLocalazyApi, type LocalazyApi } from '../localazy-api';

/** The databases that this run can reach, for `describe.each`; in CI all of them. */
export const databases = inject('databases');

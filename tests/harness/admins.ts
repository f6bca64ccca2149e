import { randomUUID } from 'node:crypto';
import type { LoadedStrapi } from '@strapi/types';
import { until } from './until';

export interface Admin {
  id: number;
  email: string;
  password: string;
  firstname: string;
  lastname: string;
  /** JWT for the admin API. */
  token: string;
}

export interface NewAdmin {
  firstname?: string;
  lastname?: string;
  email?: string;
  password?: string;
  /** Action ids of a role made for this admin; without them, a super admin. */
  permissions?: string[];
}

const service = (strapi: LoadedStrapi, name: string) => strapi.service(`admin::${name}`);

const createRole = async (strapi: LoadedStrapi, permissions: string[]): Promise<number> => {
  const role = await service(strapi, 'role').create({
    name: `Test role ${randomUUID()}`,
    description: '',
  });
  await service(strapi, 'role').assignPermissions(
    role.id,
    permissions.map((action) => ({ action, subject: null, properties: {}, conditions: [] }))
  );
  return role.id;
};

const superAdminRole = async (strapi: LoadedStrapi): Promise<number> =>
  (await service(strapi, 'role').getSuperAdmin()).id;

/**
 * Strapi counts roles and users whenever one is made, with nobody to await it: a stop in the middle of
 * it would take the database from under it, and the rejection would be nobody's.
 */
const counted = async (strapi: LoadedStrapi) => {
  const { pool } = strapi.db.connection.client;
  let idle = 0;
  await until(
    'Strapi has counted its users',
    () => {
      idle = pool.numUsed() + pool.numPendingAcquires() === 0 ? idle + 1 : 0;
      return idle >= 3;
    },
    { everyMs: 5 }
  );
};

/** Creates an active admin user and signs it in. */
export const createAdmin = async (strapi: LoadedStrapi, given: NewAdmin = {}): Promise<Admin> => {
  const admin = {
    firstname: given.firstname ?? 'Ada',
    lastname: given.lastname ?? 'Lovelace',
    email: given.email ?? `${randomUUID()}@example.com`,
    password: given.password ?? `Pw-${randomUUID()}`,
  };
  const roles = [
    given.permissions ? await createRole(strapi, given.permissions) : await superAdminRole(strapi),
  ];
  const user = await service(strapi, 'user').create({
    ...admin,
    isActive: true,
    registrationToken: null,
    roles,
  });
  await counted(strapi);
  return { id: user.id, ...admin, token: service(strapi, 'token').createJwtToken(user) };
};

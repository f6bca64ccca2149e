import { randomUUID } from 'node:crypto';
import type { LoadedStrapi } from '@strapi/types';

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
  return { id: user.id, ...admin, token: service(strapi, 'token').createJwtToken(user) };
};

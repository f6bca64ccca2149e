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

/** For all who need none of their own. */
const PASSWORD = `Pw-${randomUUID()}`;

/** By password; to make one costs a tenth of a second of processor time. */
const hashes = new Map<string, string>();

const setPassword = async (strapi: LoadedStrapi, id: number, password: string): Promise<void> => {
  const hash = hashes.get(password) ?? (await service(strapi, 'auth').hashPassword(password));
  hashes.set(password, hash);
  await strapi.query('admin::user').update({ where: { id }, data: { password: hash } });
};

/** Creates an active admin user and signs it in. */
export const createAdmin = async (strapi: LoadedStrapi, given: NewAdmin = {}): Promise<Admin> => {
  const admin = {
    firstname: given.firstname ?? 'Ada',
    lastname: given.lastname ?? 'Lovelace',
    email: given.email ?? `${randomUUID()}@example.com`,
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
  const { password = PASSWORD } = given;
  await setPassword(strapi, user.id, password);
  return {
    id: user.id,
    ...admin,
    password,
    token: service(strapi, 'token').createJwtToken(user),
  };
};

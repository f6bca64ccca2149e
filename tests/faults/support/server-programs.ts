import { execFile } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false
  );

const firstThere = async (files: string[]): Promise<string | null> => {
  for (const file of files) if (await isThere(file)) return file;
  return null;
};

const pathFolders = () => [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'];

/** A program on the PATH, or in a folder named before it. */
export const findProgram = (name: string, folders: string[] = []) =>
  firstThere([...folders, ...pathFolders()].map((folder) => path.join(folder, name)));

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Where Debian keeps PostgreSQL's programs, the newest version first. */
export const postgresFolders = async (): Promise<string[]> => {
  const versions = await readdir(DEBIAN_POSTGRES).catch(() => []);
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN_POSTGRES, version, 'bin'));
};

export interface Identity {
  uid: number;
  gid: number;
}

/** The user that a database server runs as; null where we are root and there is no such user. */
export const serverUser = async (name: string): Promise<Identity | null> => {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  if (uid !== 0) return { uid, gid };
  try {
    const [user, group] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(user.stdout), gid: Number(group.stdout) };
  } catch {
    return null;
  }
};

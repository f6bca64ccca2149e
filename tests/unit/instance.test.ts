import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const INIT_PID = 1;

/** The module on a machine whose boot id is another, or that has no file of it. */
const instanceOn = async (bootId?: string | null) => {
  vi.resetModules();
  vi.doMock('node:fs', async (importOriginal) => {
    const fs = await importOriginal<typeof import('node:fs')>();
    const readFileSync = (path: string, encoding: 'utf8') => {
      if (path !== BOOT_ID || bootId === undefined) return fs.readFileSync(path, encoding);
      if (bootId === null) throw new Error('ENOENT');
      return bootId;
    };
    return { ...fs, readFileSync };
  });
  return import('../../server/recorder/instance');
};

afterEach(() => {
  vi.doUnmock('node:fs');
  vi.resetModules();
});

const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

const withPid = (instanceId: string, pid: number) => {
  const [space, , start, random] = instanceId.split('|');
  return [space, pid, start, random].join('|');
};

describe('the identity of a process', () => {
  it('fits its column, and is another for each start of Strapi in it', async () => {
    const { createInstanceId } = await instanceOn();
    const ids = [createInstanceId(), createInstanceId()];
    expect(ids[0]).not.toBe(ids[1]);
    expect(Math.max(...ids.map(({ length }) => length))).toBeLessThanOrEqual(64);
  });

  it('distinguishes a dead process of this machine from a running one', async () => {
    const { createInstanceId, isProcessDead } = await instanceOn();
    const own = createInstanceId();
    expect(isProcessDead(own)).toBe(false);
    expect(isProcessDead(withPid(own, deadPid()))).toBe(true);
  });

  it('knows that a process id was given to another process', async () => {
    const { createInstanceId, isProcessDead } = await instanceOn();
    expect(isProcessDead(withPid(createInstanceId(), INIT_PID))).toBe(true);
  });

  it('never takes a process for dead that runs on another machine with the same host name', async () => {
    const elsewhere = await instanceOn('another boot');
    const theirs = withPid(elsewhere.createInstanceId(), deadPid());
    expect(elsewhere.isProcessDead(theirs)).toBe(true);
    const here = await instanceOn();
    expect(here.isProcessDead(theirs)).toBe(false);
  });

  it('leaves it to the lease where a machine has no boot id', async () => {
    const { createInstanceId, isProcessDead } = await instanceOn(null);
    expect(isProcessDead(withPid(createInstanceId(), deadPid()))).toBe(false);
  });
});

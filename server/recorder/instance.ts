import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const SEPARATOR = '|';
/** Enough to distinguish machines, in a column of 64 characters. */
const SPACE_LENGTH = 16;

/** The 22nd field of /proc/<pid>/stat, the 20th after the name in brackets: see proc(5). */
const START_TIME_FIELD = 19;

const orEmpty = (read: () => string): string => {
  try {
    return read().trim();
  } catch {
    return '';
  }
};

/**
 * Where process ids mean the same: one boot of one machine, or a container on it. "" where that can't
 * be known, as without /proc: host names alone are shared by copies of a virtual machine.
 */
const processSpace = () => {
  const bootId = orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = orEmpty(() => readlinkSync('/proc/self/ns/pid'));
  if (!bootId || !namespace) return '';
  const space = [hostname(), bootId, namespace].join('/');
  return createHash('sha256').update(space).digest('hex').slice(0, SPACE_LENGTH);
};

/** When a process started, in the kernel's units: process ids are reused. "" where unknown. */
const startTimeOf = (pid: number) =>
  orEmpty(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME_FIELD];
  });

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it's there and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Identifies one life of Strapi in this process: `space|pid|start|random`, 64 characters at most. */
export const createInstanceId = (): string =>
  [processSpace(), process.pid, startTimeOf(process.pid), randomBytes(4).toString('hex')].join(
    SEPARATOR
  );

/**
 * Whether the process of `instanceId` ran in this process space and is dead. False where that can't be
 * known: then only the lease counts.
 */
export const isProcessDead = (instanceId: string): boolean => {
  const [space, pidText, startTime] = instanceId.split(SEPARATOR);
  const pid = Number(pidText);
  if (!space || !startTime || space !== processSpace()) return false;
  if (!Number.isInteger(pid) || pid <= 0) return false;
  return !isRunning(pid) || startTimeOf(pid) !== startTime;
};

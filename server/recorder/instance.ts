import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const SEPARATOR = '|';
/** Enough to tell hosts apart, in a column of 64 characters. */
const SPACE_LENGTH = 16;

/** The 22nd field of /proc/<pid>/stat, the 20th behind the name in brackets: see proc(5). */
const START_TIME_FIELD = 19;

const orElse = <Value>(read: () => Value, otherwise: Value): Value => {
  try {
    return read();
  } catch {
    return otherwise;
  }
};

/** Where process ids mean the same: a machine, or a container of its own. Processes elsewhere can't be looked up. */
const processSpace = () =>
  createHash('sha256')
    .update(`${hostname()}/${orElse(() => readlinkSync('/proc/self/ns/pid'), '')}`)
    .digest('hex')
    .slice(0, SPACE_LENGTH);

/** When a process started, in the kernel's own units: an id given anew tells itself apart by it. "" where unknown. */
const startTimeOf = (pid: number) =>
  orElse(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME_FIELD];
  }, '');

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it's there and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Names this Strapi process, and the life of Strapi in it: `space|pid|start|random`. */
export const createInstanceId = (): string =>
  [processSpace(), process.pid, startTimeOf(process.pid), randomBytes(4).toString('hex')].join(
    SEPARATOR
  );

/** Whether the process of `instanceId` ran on this host and is gone. False where that can't be known. */
export const isKnownGone = (instanceId: string): boolean => {
  const [space, pidText, startTime] = instanceId.split(SEPARATOR);
  const pid = Number(pidText);
  if (space !== processSpace() || !Number.isInteger(pid) || pid <= 0) return false;
  return !isRunning(pid) || (startTime !== '' && startTimeOf(pid) !== startTime);
};

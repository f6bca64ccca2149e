import type { Strapi } from '@strapi/strapi';
import { format } from 'node:util';
import type { EntryLevel } from '../../shared/contracts';
import { describeError } from '../domain/describe-error';
import { isObject } from '../domain/objects';

/** The message is a function, as most lines belong to no session and need none. */
type CapturedLine = (level: EntryLevel, message: () => string, data?: unknown) => void;

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Restore = () => void;

/** Other console lines are debug: shown by "Verbose" alone. */
const LEVELS: Partial<Record<string, EntryLevel>> = {
  fatal: 'error',
  error: 'error',
  warn: 'warn',
};

/** The methods of a logger that isn't winston's. */
const METHODS = ['trace', 'silly', 'debug', 'verbose', 'http', 'info', 'warn', 'error', 'fatal'];

/** A line as winston passes it to `write`: a message, or the error that was logged, with a level. */
interface LoggedLine {
  level?: string;
  message?: unknown;
}

const isMethod = (value: unknown): value is Method => typeof value === 'function';

const isWinston = (logger: object) => 'write' in logger && 'transports' in logger;

const messageOf = (line: LoggedLine): string => {
  if (line instanceof Error) return describeError(line);
  const { message } = line;
  return message instanceof Error ? describeError(message) : format(message);
};

/** Loggers such as pino take an object before the message. */
const readArguments = ([first, ...rest]: unknown[]) => {
  if (first instanceof Error && rest.length === 0) {
    return { message: () => describeError(first), data: first };
  }
  return isObject(first) && typeof rest[0] === 'string'
    ? { message: () => format(...rest), data: first }
    : { message: () => format(first, ...rest) };
};

/**
 * Recognises lines that print a warning of the process, such as Node's own deprecations. They say nothing
 * of the operation in whose async context they happen to be written.
 */
const watchProcessWarnings = () => {
  let printing = '';
  const onWarning = ({ message }: Error) => {
    printing = message;
    process.nextTick(() => (printing = ''));
  };
  // Before Node's own listener, which prints it.
  process.prependListener('warning', onWarning);
  return {
    isPrinted: (message: () => string) => printing !== '' && message().includes(printing),
    stop: () => void process.off('warning', onWarning),
  };
};

/** Calls `before` ahead of each call of `target[name]`. Returns how to restore the method. */
const wrapMethod = (
  target: object,
  name: string,
  before: (args: unknown[]) => Restore
): Restore => {
  const hadOwn = Object.hasOwn(target, name);
  const original: unknown = Reflect.get(target, name);
  if (!isMethod(original)) return () => {};
  const wrapper: Method = function wrapper(...args) {
    const after = before(args);
    try {
      return original.apply(this, args);
    } finally {
      after();
    }
  };
  Reflect.set(target, name, wrapper);
  return () => {
    // Wrappers added later keep working: ours then only passes calls on.
    if (Reflect.get(target, name) !== wrapper) return;
    if (hadOwn) Reflect.set(target, name, original);
    else Reflect.deleteProperty(target, name);
  };
};

/** Calls `onChange` whenever `strapi.log` is replaced. Returns how to restore the plain property. */
const watchLogger = (strapi: Strapi, onChange: (logger: unknown) => void): Restore => {
  let current = strapi.log;
  const get = () => current;
  const set = (logger: typeof current) => {
    current = logger;
    onChange(logger);
  };
  Object.defineProperty(strapi, 'log', { configurable: true, enumerable: true, get, set });
  return () => {
    if (Object.getOwnPropertyDescriptor(strapi, 'log')?.get !== get) return;
    const plain = { configurable: true, enumerable: true, writable: true, value: current };
    Object.defineProperty(strapi, 'log', plain);
  };
};

/**
 * Passes every line that `strapi.log`, `console.error` or `console.warn` writes to `onLine`, in the
 * async context of its writer, before it's written. Returns how to stop.
 */
export const captureConsole = ({ strapi, onLine }: { strapi: Strapi; onLine: CapturedLine }) => {
  const captured = new WeakSet<object>();
  const restores: Restore[] = [];
  let active = true;
  /** A logger that passes its lines on to another captured one must not record them twice. */
  let depth = 0;

  const capturing = (read: (args: unknown[]) => void) => (args: unknown[]) => {
    depth += 1;
    try {
      if (active && depth === 1) read(args);
    } catch {
      // What can't be read is still written to the console.
    }
    return () => {
      depth -= 1;
    };
  };

  const warnings = watchProcessWarnings();
  restores.push(warnings.stop);

  const emit = (name: string, message: () => string, data?: unknown) =>
    onLine(warnings.isPrinted(message) ? 'debug' : (LEVELS[name] ?? 'debug'), message, data);

  const captureLevels = (target: object, names: string[]) => {
    for (const name of names) {
      const read = capturing((args) => {
        const { message, data } = readArguments(args);
        emit(name, message, data);
      });
      restores.push(wrapMethod(target, name, read));
    }
  };

  /** Winston passes lines of every level to `write`, its transports leave some out. */
  const readLine = ([line]: unknown[]) => {
    if (!isObject(line)) return;
    const { level = 'info' }: LoggedLine = line;
    const data = line instanceof Error ? line : undefined;
    emit(level, () => messageOf(line), data);
  };

  const captureLogger = (logger: unknown) => {
    if (!active || !isObject(logger) || captured.has(logger)) return;
    captured.add(logger);
    if (isWinston(logger)) restores.push(wrapMethod(logger, 'write', capturing(readLine)));
    else captureLevels(logger, METHODS);
  };

  captureLogger(strapi.log);
  restores.push(watchLogger(strapi, captureLogger));
  captureLevels(console, ['error', 'warn']);

  return () => {
    active = false;
    restores.forEach((restore) => restore());
  };
};

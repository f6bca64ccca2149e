import type { Strapi } from '@strapi/strapi';
import { format } from 'node:util';
import type { EntryLevel } from '../../shared/contracts';
import { describeError } from '../domain/describe-error';

/** The message is made only where somebody asks for it: most lines belong to no session. */
export type CapturedLine = (level: EntryLevel, message: () => string, data?: unknown) => void;

/** Lines below a warning are on the console only for who looks for them: debug, shown by "Verbose". */
const LEVELS: Partial<Record<string, EntryLevel>> = { error: 'error', warn: 'warn' };

/** As Strapi's winston hands lines on: a message, or the very error that was logged, with a level on it. */
interface LoggedLine {
  level?: string;
  message?: unknown;
}

const messageOf = (line: LoggedLine): string => {
  if (line instanceof Error) return describeError(line);
  const { message } = line;
  return message instanceof Error ? describeError(message) : format(message);
};

/** Replaces `target[name]` by what `wrap` makes of it; answers how to put it back. */
const replaceMethod = <Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  wrap: (original: Target[Name]) => Target[Name]
) => {
  const hadOwn = Object.hasOwn(target, name);
  const original = target[name];
  const replacement = wrap(original);
  target[name] = replacement;
  return () => {
    // Somebody who wrapped it after us keeps working; ours in the middle passes on what it gets.
    if (target[name] !== replacement) return;
    if (hadOwn) target[name] = original;
    else delete target[name];
  };
};

/**
 * Hands every line that `strapi.log`, `console.error` or `console.warn` writes to `onLine`, in the
 * async context of whoever writes it, before it's written. Answers how to stop.
 */
export const captureConsole = ({ strapi, onLine }: { strapi: Strapi; onLine: CapturedLine }) => {
  let active = true;

  const capture = (level: EntryLevel, message: () => string, data?: unknown) => {
    if (!active) return;
    try {
      onLine(level, message, data);
    } catch {
      // What can't be read is still written to the console.
    }
  };

  const log: { write: (...args: unknown[]) => boolean } & object = Object.assign(strapi.log);
  const restoreLog = replaceMethod(
    log,
    'write',
    (original) =>
      function write(this: unknown, ...args: unknown[]) {
        const [line] = args;
        if (line && typeof line === 'object') {
          const { level = 'info' }: LoggedLine = line;
          if (isShown(level)) {
            const data = line instanceof Error ? line : undefined;
            capture(LEVELS[level] ?? 'debug', () => messageOf(line), data);
          }
        }
        return original.apply(this, args);
      }
  );

  const isShown = (level: string) => strapi.log.isLevelEnabled?.(level) !== false;

  const restoreConsole = (['error', 'warn'] as const).map((name) =>
    replaceMethod(
      console,
      name,
      (original) =>
        function write(this: unknown, ...args: unknown[]) {
          capture(name, () => format(...args));
          return original.apply(this, args as Parameters<typeof original>);
        }
    )
  );

  return () => {
    active = false;
    [restoreLog, ...restoreConsole].forEach((restore) => restore());
  };
};

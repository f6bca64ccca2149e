import { createRequire } from 'node:module';
import { afterEach, beforeEach } from 'vitest';

const require = createRequire(import.meta.url);

const OURS = '[localazy-activity-logs] ';

interface Logger {
  write(line: { level: string; message?: unknown }): boolean;
}

/**
 * Notes every line of Strapi's console from the very start of a Strapi in this process, before any
 * plugin is there. Returns the lines, and how to stop.
 */
export const listenToConsole = () => {
  const logging: { createLogger: (...args: unknown[]) => Logger } = require('@strapi/logger');
  const { createLogger } = logging;
  const ours: string[] = [];
  let count = 0;
  logging.createLogger = (...args) => {
    const logger = createLogger(...args);
    const write = logger.write.bind(logger);
    logger.write = (line) => {
      count += 1;
      const message = String(line.message);
      // Only these are kept: a flood of others would look like memory that the server holds.
      if (message.startsWith(OURS)) ours.push(`${line.level}: ${message.slice(OURS.length)}`);
      return write(line);
    };
    return logger;
  };
  return {
    /** Lines of everybody. */
    count: () => count,
    /** What our plugin logged, without its name. */
    ours: () => [...ours],
    stop: () => void (logging.createLogger = createLogger),
  };
};

/** Listens during each test of a file. Returns what our plugin logged in the present one. */
export const listenInEachTest = (): (() => string[]) => {
  let console: ReturnType<typeof listenToConsole>;
  beforeEach(() => {
    console = listenToConsole();
  });
  afterEach(() => console.stop());
  return () => console.ours();
};

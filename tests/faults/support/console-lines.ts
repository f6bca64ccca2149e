import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface Logger {
  write(line: { level: string; message?: unknown }): boolean;
}

/**
 * Notes every line of Strapi's console from the very start of a Strapi in this process, before any
 * plugin is there. Answers the lines, and how to stop.
 */
export const listenToConsole = () => {
  const logging: { createLogger: (...args: unknown[]) => Logger } = require('@strapi/logger');
  const { createLogger } = logging;
  const lines: { level: string; message: string }[] = [];
  logging.createLogger = (...args) => {
    const logger = createLogger(...args);
    const write = logger.write.bind(logger);
    logger.write = (line) => {
      lines.push({ level: line.level, message: String(line.message) });
      return write(line);
    };
    return logger;
  };
  return {
    /** Lines of everybody. */
    count: () => lines.length,
    /** What our plugin said, without its name. */
    ours: () =>
      lines
        .filter(({ message }) => message.startsWith('[localazy-activity-logs] '))
        .map(
          ({ level, message }) => `${level}: ${message.slice('[localazy-activity-logs] '.length)}`
        ),
    stop: () => void (logging.createLogger = createLogger),
  };
};

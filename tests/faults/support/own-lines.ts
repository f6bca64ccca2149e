import type { RunningStrapi } from '../../harness';

const LEVELS = ['error', 'warn', 'info'] as const;
const OURS = '[localazy-activity-logs]';

interface OwnLine {
  level: (typeof LEVELS)[number];
  text: string;
}

/** The plugin's own lines on the server's console from now on. */
export const captureOwnLines = ({ strapi }: Pick<RunningStrapi, 'strapi'>) => {
  const lines: OwnLine[] = [];
  const originals = LEVELS.map((level) => [level, strapi.log[level]] as const);
  originals.forEach(([level, say]) => {
    strapi.log[level] = ((...args: unknown[]) => {
      const text = String(args[0]);
      if (text.startsWith(OURS)) lines.push({ level, text: text.slice(OURS.length + 1) });
      return Reflect.apply(say, strapi.log, args);
    }) as typeof say;
  });
  return {
    lines,
    stop: () =>
      originals.forEach(([level, say]) => {
        strapi.log[level] = say;
      }),
  };
};

import type { RunningStrapi } from '../../harness';

const LEVELS = ['error', 'warn', 'info'] as const;
const OURS = '[localazy-activity-logs]';

export interface OwnWord {
  level: (typeof LEVELS)[number];
  text: string;
}

/** What the plugin itself says on the server's console from now on. */
export const hearOwnWords = ({ strapi }: Pick<RunningStrapi, 'strapi'>) => {
  const words: OwnWord[] = [];
  const originals = LEVELS.map((level) => [level, strapi.log[level]] as const);
  originals.forEach(([level, say]) => {
    strapi.log[level] = ((...args: unknown[]) => {
      const text = String(args[0]);
      if (text.startsWith(OURS)) words.push({ level, text: text.slice(OURS.length + 1) });
      return Reflect.apply(say, strapi.log, args);
    }) as typeof say;
  });
  return {
    words,
    stop: () =>
      originals.forEach(([level, say]) => {
        strapi.log[level] = say;
      }),
  };
};

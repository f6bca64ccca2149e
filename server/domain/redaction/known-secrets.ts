import { REDACTED } from './patterns';
import { secretVariants } from './secret-variants';

/** Shorter values are no secrets that could be told from ordinary text. */
const MIN_LENGTH = 4;

/** Below this length a secret is blanked out only where it stands as a word of its own ("strapi" as a database password). */
const FREE_STANDING_BELOW = 8;

const escapeForRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const asPattern = (variant: string) =>
  variant.length < FREE_STANDING_BELOW
    ? `(?<![A-Za-z0-9])${escapeForRegExp(variant)}(?![A-Za-z0-9])`
    : escapeForRegExp(variant);

const longestFirst = (a: string, b: string) => b.length - a.length;

/** The secrets whose values are known, to be found by value. */
export const createKnownSecrets = (initial: string[] = []) => {
  const secrets = new Set<string>();
  let pattern: RegExp | null = null;

  const compile = () => {
    const variants = [...new Set([...secrets].flatMap(secretVariants))].sort(longestFirst);
    pattern = new RegExp(variants.map(asPattern).join('|'), 'g');
  };

  /** Values that are no text, too short or known already are left out. */
  const add = (value: unknown) => {
    if (typeof value !== 'string' || value.trim().length < MIN_LENGTH || secrets.has(value)) return;
    secrets.add(value);
    compile();
  };

  initial.forEach(add);

  return {
    add,
    redact: (text: string) => (pattern ? text.replace(pattern, REDACTED) : text),
    /** Where secrets stand in `text`, as [start, end) pairs. */
    locate: (text: string): Array<[number, number]> =>
      pattern
        ? Array.from(text.matchAll(pattern), ({ index, 0: found }) => [index, index + found.length])
        : [],
  };
};

export type KnownSecrets = ReturnType<typeof createKnownSecrets>;

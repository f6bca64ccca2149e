import type { Range } from '../ranges';
import { blankOut } from './blank-out';
import { REDACTED } from './patterns';
import { createSecretPieces } from './secret-pieces';
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
  let longest = 0;
  let pieces = createSecretPieces([], secretVariants);

  const compile = () => {
    const variants = [...new Set([...secrets].flatMap(secretVariants))].sort(longestFirst);
    pattern = new RegExp(variants.map(asPattern).join('|'), 'g');
    longest = variants[0].length;
    pieces = createSecretPieces(secrets, secretVariants);
  };

  /** Values that are no text, too short or known already are left out. */
  const add = (value: unknown) => {
    if (typeof value !== 'string' || value.trim().length < MIN_LENGTH || secrets.has(value)) return;
    secrets.add(value);
    compile();
  };

  initial.forEach(add);

  const redactWhole = (text: string) => (pattern ? text.replace(pattern, REDACTED) : text);

  return {
    add,
    /** Blanks out whole secrets, and pieces that tell too much by themselves. */
    redact: (text: string) => {
      const redacted = redactWhole(text);
      return blankOut(redacted, pieces.telling(redacted));
    },
    /** Where secrets stand in `text`. */
    locate: (text: string): Range[] =>
      pattern
        ? Array.from(text.matchAll(pattern), ({ index: from, 0: found }) => ({
            from,
            to: from + found.length,
          }))
        : [],
    /** Of the texts of one line, the pieces that together make a secret: for each text its ranges. Null where there are none. */
    locatePieces: (texts: string[]): Range[][] | null => {
      const found = texts.map(pieces.find);
      if (found.every(({ length }) => length === 0)) return null;
      const telling = pieces.adding(found.flat());
      return found.map((some) =>
        some.filter((piece) => telling.has(piece)).map(({ range }) => range)
      );
    },
    /** Characters of the longest form of a secret. */
    get longest() {
      return longest;
    },
  };
};

export type KnownSecrets = ReturnType<typeof createKnownSecrets>;

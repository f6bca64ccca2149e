import { mergeRanges, type Range } from '../ranges';

/** Characters that are looked up at once. */
const GRAM = 4;

/** A piece so long holds a whole gram wherever one looks for it every `GRAM` characters. */
const MIN_PIECE = 2 * GRAM - 1;

/** So many characters in a row of a secret are no coincidence, and half of what there is to know. */
const TELLING_PIECE = 16;

/** Shorter secrets have no two pieces that could be told from ordinary words. */
const MIN_SECRET = 2 * MIN_PIECE;

/** Who has so much of a secret has it. */
const ENOUGH = 3 / 4;

/** Characters of a text that are also a secret's. */
export interface Piece {
  range: Range;
  /** Which form of which secret. */
  form: number;
  /** Which of its characters. */
  place: Range;
}

interface Place {
  form: number;
  at: number;
}

const NONE: Piece[] = [];

/** A number for the gram at a place of a text, always the same for the same gram. */
const HASHES = 2 ** 16;
const hashAt = (text: string, position: number): number => {
  let hash = 0;
  for (let index = position; index < position + GRAM; index += 1) {
    hash = Math.imul(hash, 31) + text.charCodeAt(index);
  }
  return (hash ^ (hash >>> 16)) & (HASHES - 1);
};

/** A server's address is in messages of all kinds, and the password in it is a secret by itself. */
const hasTellingPieces = (secret: string) => secret.length >= MIN_SECRET && !secret.includes('://');

const lengthOf = ({ from, to }: Range) => to - from;

const totalOf = (ranges: Range[]) => ranges.reduce((sum, range) => sum + lengthOf(range), 0);

/** What finds pieces of secrets, by all the forms in which these can be written. */
export const createSecretPieces = (
  secrets: Iterable<string>,
  formsOf: (secret: string) => string[]
) => {
  const forms = [...new Set([...secrets].filter(hasTellingPieces).flatMap(formsOf))];
  const places = new Map<string, Place[]>();
  /** Nearly every line is through with one look at this every few characters. */
  const mayBeThere = new Uint8Array(HASHES);
  forms.forEach((form, index) => {
    for (let at = 0; at + GRAM <= form.length; at += 1) {
      const gram = form.slice(at, at + GRAM);
      mayBeThere[hashAt(form, at)] = 1;
      const known = places.get(gram);
      if (known) known.push({ form: index, at });
      else places.set(gram, [{ form: index, at }]);
    }
  });

  /** The longest piece around a gram that text and form have in common. */
  const grow = (text: string, position: number, { form, at }: Place): Piece => {
    const whole = forms[form];
    let before = 0;
    while (
      before < Math.min(at, position) &&
      text[position - before - 1] === whole[at - before - 1]
    ) {
      before += 1;
    }
    let length = GRAM;
    while (at + length < whole.length && text[position + length] === whole[at + length])
      length += 1;
    return {
      range: { from: position - before, to: position + length },
      form,
      place: { from: at - before, to: at + length },
    };
  };

  /** The pieces around the gram that stands at a place. */
  const around = (text: string, position: number): Piece[] =>
    (places.get(text.slice(position, position + GRAM)) ?? [])
      .map((place) => grow(text, position, place))
      .filter(({ range }) => lengthOf(range) >= MIN_PIECE);

  const find = (text: string): Piece[] => {
    let pieces = NONE;
    let position = 0;
    while (position + GRAM <= text.length) {
      const grown = mayBeThere[hashAt(text, position)] ? around(text, position) : NONE;
      if (grown.length > 0) pieces = pieces.concat(grown);
      position += GRAM;
      for (const { range } of grown) position = Math.max(position, range.to);
    }
    return pieces;
  };

  return {
    find,

    /** Pieces that tell too much by themselves. */
    telling: (text: string): Range[] =>
      find(text)
        .map(({ range }) => range)
        .filter((range) => lengthOf(range) >= TELLING_PIECE),

    /** Those of the pieces that together make a secret, or nearly. */
    adding: (pieces: Piece[]): Set<Piece> => {
      const byForm = new Map<number, Piece[]>();
      pieces.forEach((piece) => byForm.set(piece.form, [...(byForm.get(piece.form) ?? []), piece]));
      const enough = [...byForm].filter(
        ([form, some]) =>
          totalOf(mergeRanges(some.map(({ place }) => place))) >= ENOUGH * forms[form].length
      );
      return new Set(enough.flatMap(([, some]) => some));
    },
  };
};

export type SecretPieces = ReturnType<typeof createSecretPieces>;

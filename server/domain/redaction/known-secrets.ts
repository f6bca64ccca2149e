import type { Range } from '../ranges';
import { blankOut } from './blank-out';
import { secretForms } from './secret-forms';
import { isWeakSecret, MIN_SECRET_LENGTH } from './weak-secrets';

/** So many characters in a row of a secret are no coincidence, and half of what there is to know. */
export const RUN_LENGTH = 16;

export interface KnownSecret {
  value: string;
  /** Where it comes from, as a user knows it: the path of a setting. */
  label: string;
}

/** A form of a secret as a whole where it is short, else each run of its characters. */
const piecesOf = (form: string): string[] =>
  Array.from({ length: Math.max(1, form.length - RUN_LENGTH + 1) }, (_, from) =>
    form.slice(from, from + RUN_LENGTH)
  );

const HASHES = 1 << 16;

/** Of the four characters from `from` on, of which there are eight. */
const hashAt = (text: string, from: number): number => {
  let hash = 0;
  for (let index = from; index < from + 4; index += 1) hash = hash * 33 + text.charCodeAt(index);
  return hash % HASHES;
};

/**
 * Finds pieces of at least `MIN_SECRET_LENGTH` and at most `RUN_LENGTH` characters. At each character
 * of a text it looks for the beginnings of pieces, so its time is linear, however many they are.
 */
const createPieceFinder = () => {
  const pieces = new Set<string>();
  const beginnings = new Set<string>();
  /** By hash: nearly every character is passed without a copy of what is there. */
  const mayBegin = new Uint8Array(HASHES);
  return {
    add: (piece: string) => {
      pieces.add(piece);
      beginnings.add(piece.slice(0, MIN_SECRET_LENGTH));
      mayBegin[hashAt(piece, 0)] = 1;
    },
    /** Disjoint, in order. */
    find: (text: string): Range[] => {
      const ranges: Range[] = [];
      for (let from = 0; from + MIN_SECRET_LENGTH <= text.length; from += 1) {
        if (mayBegin[hashAt(text, from)] === 0) continue;
        if (!beginnings.has(text.slice(from, from + MIN_SECRET_LENGTH))) continue;
        for (let length = RUN_LENGTH; length >= MIN_SECRET_LENGTH; length -= 1) {
          if (!pieces.has(text.slice(from, from + length))) continue;
          const last = ranges.at(-1);
          if (last && from <= last.to) last.to = Math.max(last.to, from + length);
          else ranges.push({ from, to: from + length });
          break;
        }
      }
      return ranges;
    },
  };
};

const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What is secret of an address: its password, else what comes after the server's name. */
const secretsIn = (value: string): string[] => {
  const [authority] = AUTHORITY.exec(value) ?? [];
  if (authority === undefined) return [value];
  const password = /:\/\/[^:]*:(.*)@[^@]*$/s.exec(value)?.[1];
  if (password) return [password, decoded(password)];
  const rest = value.slice(authority.length);
  return rest.length < RUN_LENGTH ? [] : [rest];
};

/** The secrets whose values are known, found by value in time linear in the text. */
export const createKnownSecrets = () => {
  const known = new Set<string>();
  const weakLabels = new Set<string>();
  const { add: addPiece, find } = createPieceFinder();

  const addValue = (value: string) => {
    if (known.has(value)) return;
    known.add(value);
    secretForms(value).flatMap(piecesOf).forEach(addPiece);
  };

  /** Values that are no text are left out; weak ones are only noted. */
  const add = (value: unknown, label?: string) => {
    if (typeof value !== 'string' || value.trim() === '') return;
    for (const secret of secretsIn(value)) {
      if (!isWeakSecret(secret)) addValue(secret);
      else if (label !== undefined) weakLabels.add(label);
    }
  };

  return {
    add,
    /** Where whole secrets and long pieces of them are, in order and disjoint. */
    find,
    redact: (text: string) => blankOut(text, find(text)),
    /** Labels of the secrets that are too weak to be found by value. */
    weakLabels: (): string[] => [...weakLabels],
  };
};

export type KnownSecrets = ReturnType<typeof createKnownSecrets>;

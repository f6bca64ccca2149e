import { mergeRanges, type Range } from '../ranges';
import { blankOut } from './blank-out';
import { secretForms } from './secret-forms';
import { isWeakSecret } from './weak-secrets';

/** So many characters in a row of a secret are no coincidence, and half of what there is to know. */
export const RUN_LENGTH = 16;

/** Every run holds a whole block at a multiple of this. */
const BLOCK_LENGTH = RUN_LENGTH / 2;

export interface KnownSecret {
  value: string;
  /** Where it comes from, as a user knows it: the path of a setting. */
  label: string;
}

interface TrieNode {
  next: Map<string, TrieNode>;
  isEnd: boolean;
}

const createNode = (): TrieNode => ({ next: new Map(), isEnd: false });

/** Ranges come in the order of their starts. */
const appendTo = (ranges: Range[], range: Range) => {
  const last = ranges.at(-1);
  if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
  else ranges.push(range);
};

/**
 * Finds short texts as wholes, each at most `RUN_LENGTH` - 1 characters: a text of n characters takes
 * n times that many steps at most, however many texts are looked for.
 */
const createShortFinder = () => {
  const root = createNode();
  return {
    add: (form: string) => {
      let node = root;
      for (const char of form.split('')) {
        const next = node.next.get(char) ?? createNode();
        node.next.set(char, next);
        node = next;
      }
      node.isEnd = true;
    },
    find: (text: string): Range[] => {
      const ranges: Range[] = [];
      for (let from = 0; from < text.length; from += 1) {
        let node = root.next.get(text[from]);
        for (let to = from + 1; node; to += 1) {
          if (node.isEnd) appendTo(ranges, { from, to });
          node = node.next.get(text[to]);
        }
      }
      return ranges;
    },
  };
};

/**
 * Finds runs of `RUN_LENGTH` characters of long texts: two looks into a set per run at most, whatever
 * the texts are.
 */
const createRunFinder = () => {
  const runs = new Set<string>();
  const blocks = new Set<string>();
  const addPieces = (pieces: Set<string>, form: string, length: number) => {
    for (let at = 0; at + length <= form.length; at += 1) pieces.add(form.slice(at, at + length));
  };
  return {
    add: (form: string) => {
      addPieces(runs, form, RUN_LENGTH);
      addPieces(blocks, form, BLOCK_LENGTH);
    },
    find: (text: string): Range[] => {
      const ranges: Range[] = [];
      const step = blocks.size > 0 ? BLOCK_LENGTH : Infinity;
      for (let block = 0; block + BLOCK_LENGTH <= text.length; block += step) {
        if (!blocks.has(text.slice(block, block + BLOCK_LENGTH))) continue;
        for (let from = Math.max(0, block - BLOCK_LENGTH + 1); from <= block; from += 1) {
          const to = from + RUN_LENGTH;
          if (runs.has(text.slice(from, to))) appendTo(ranges, { from, to });
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

/** What is secret of an address: its password, and what is behind the server's name. */
const secretsIn = (value: string): string[] => {
  const [authority] = AUTHORITY.exec(value) ?? [];
  if (authority === undefined) return [value];
  const password = /:\/\/[^:]*:(.*)@[^@]*$/s.exec(value)?.[1];
  const behind = value.slice(authority.length);
  return [
    ...(password ? [password, decoded(password)] : []),
    ...(password || behind.length < RUN_LENGTH ? [] : [behind]),
  ];
};

/** The secrets whose values are known, found by value in time linear in the text. */
export const createKnownSecrets = () => {
  const known = new Set<string>();
  const weakLabels = new Set<string>();
  const short = createShortFinder();
  const long = createRunFinder();

  const addValue = (value: string) => {
    known.add(value);
    for (const form of secretForms(value)) {
      if (form.length < RUN_LENGTH) short.add(form);
      else long.add(form);
    }
  };

  /** Values that are no text are left out; weak ones are only noted. */
  const add = (value: unknown, label?: string) => {
    if (typeof value !== 'string' || value.trim() === '' || known.has(value)) return;
    for (const secret of secretsIn(value)) {
      if (!isWeakSecret(secret)) addValue(secret);
      else if (label !== undefined) weakLabels.add(label);
    }
  };

  /** Where whole secrets and long pieces of them are, in order and disjoint. */
  const find = (text: string): Range[] => {
    const [pieces, wholes] = [long.find(text), short.find(text)];
    return wholes.length === 0 ? pieces : mergeRanges([...pieces, ...wholes]);
  };

  return {
    add,
    find,
    redact: (text: string) => blankOut(text, find(text)),
    /** Labels of the secrets that are too weak to be found by value. */
    weakLabels: (): string[] => [...weakLabels],
  };
};

export type KnownSecrets = ReturnType<typeof createKnownSecrets>;

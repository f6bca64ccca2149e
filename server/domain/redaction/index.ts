import { cutText } from './cut';
import { toHarmlessText } from './harmless-text';
import { createKnownSecrets } from './known-secrets';
import { isSecretKey, REDACTED, redactPatterns } from './patterns';
import { redactSplitSecrets } from './split-secrets';
import { toPlainData } from './to-plain-data';

export { REDACTED } from './patterns';

export const MAX_MESSAGE_BYTES = 16 * 1024;
export const MAX_DATA_BYTES = 64 * 1024;
const MAX_DATA_DEPTH = 12;
const MAX_DATA_ITEMS = 1_000;

/** Redaction reads so much of a message at most: what is behind it is cut anyway, and a cut secret is still found. */
const MAX_MESSAGE_READ = 4 * MAX_MESSAGE_BYTES;

interface RedactorOptions {
  /** Values known to be secret. */
  secrets?: string[];
  /** Further keys whose values are secret, without regard to case. */
  keys?: string[];
}

/**
 * Blanks out secrets and makes harmless whatever is about to be stored. Nothing of it throws, whatever
 * it is given.
 */
export const createRedactor = ({ secrets = [], keys = [] }: RedactorOptions = {}) => {
  const known = createKnownSecrets(secrets);
  const ownKeys = new Set(keys.map((key) => key.toLowerCase()));

  const isSecret = (key: string) => isSecretKey(key) || ownKeys.has(key.toLowerCase());

  const redact = (text: string) => redactPatterns(known.redact(text));

  /** A line's text: redacted, harmless, at most 16 KB. */
  const message = (text: string): string =>
    cutText(toHarmlessText(redact(text.slice(0, MAX_MESSAGE_READ))), MAX_MESSAGE_BYTES);

  /** A line's data as JSON text: redacted, plain, at most 64 KB; null where there is none. */
  const data = (given: unknown): string | null => {
    if (given === undefined || given === null) return null;
    const plain = toPlainData(
      given,
      { maxDepth: MAX_DATA_DEPTH, maxItems: MAX_DATA_ITEMS, maxBytes: MAX_DATA_BYTES },
      {
        onText: (text) => toHarmlessText(redact(text)),
        onField: (key) => (isSecret(key) ? REDACTED : undefined),
      }
    );
    const json = JSON.stringify(redactSplitSecrets(plain, known));
    return Buffer.byteLength(json) <= MAX_DATA_BYTES
      ? json
      : JSON.stringify({ '[cut]': cutText(json, MAX_DATA_BYTES / 2) });
  };

  return { message, data, addSecret: known.add };
};

export type Redactor = ReturnType<typeof createRedactor>;

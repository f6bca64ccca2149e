import { cutText, redactHead } from './cut';
import { toHarmlessText } from './harmless-text';
import { createKnownSecrets } from './known-secrets';
import { isSecretHeader, isSecretKey, REDACTED, redactPatterns } from './patterns';
import { redactSplitSecrets } from './split-secrets';
import { toPlainData, type DataBounds, type DataRules, type PlainData } from './to-plain-data';

export { REDACTED } from './patterns';

export const MAX_MESSAGE_BYTES = 16 * 1024;
export const MAX_DATA_BYTES = 64 * 1024;
const BOUNDS: DataBounds = { maxDepth: 12, maxItems: 1_000, maxBytes: MAX_DATA_BYTES };

/** Characters of a message that are read: what is behind them is cut anyway. */
const MAX_MESSAGE_READ = 4 * MAX_MESSAGE_BYTES;

/** Within `data` the beginning of a text that stands for all of it where JSON's escapes make it too long. */
const MAX_CUT_JSON_BYTES = MAX_DATA_BYTES / 2 - 64;

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

  const redactAsIs = (text: string) => redactPatterns(known.redact(text));

  /** Twice where taking control characters out may have joined what they kept apart. */
  const redact = (text: string) => {
    const redacted = redactAsIs(text);
    const harmless = toHarmlessText(redacted);
    return harmless === redacted ? redacted : redactAsIs(harmless);
  };

  const rules: DataRules = {
    onText: redact,
    onField: (key) => (isSecret(key) ? REDACTED : undefined),
    onItemAfter: (name) => (isSecretHeader(name) ? REDACTED : undefined),
  };

  /** A line's text: redacted, harmless, at most 16 KB. */
  const message = (text: string): string =>
    text.length <= MAX_MESSAGE_READ
      ? cutText(redact(text), MAX_MESSAGE_BYTES)
      : cutText(redactHead(text, MAX_MESSAGE_READ, redact), MAX_MESSAGE_BYTES, text.length);

  const asJson = (data: PlainData): string => {
    const json = JSON.stringify(data);
    return Buffer.byteLength(json) <= MAX_DATA_BYTES
      ? json
      : JSON.stringify({ '[cut]': cutText(json, MAX_CUT_JSON_BYTES) });
  };

  /**
   * A line's message as `message` makes it, and its data as JSON text: redacted, plain, at most 64 KB;
   * null where there is none.
   */
  const line = (text: string, given?: unknown): { message: string; data: string | null } => {
    const hasData = given !== undefined && given !== null;
    const plain = hasData ? toPlainData(given, BOUNDS, rules) : null;
    const split = redactSplitSecrets({ message: message(text), data: plain }, known);
    return { message: split.message, data: hasData ? asJson(split.data) : null };
  };

  return { message, line, addSecret: known.add };
};

export type Redactor = ReturnType<typeof createRedactor>;

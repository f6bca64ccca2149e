import { cutText, redactHead } from './cut';
import { REDACTED } from './blank-out';
import { createKnownSecrets, type KnownSecret } from './known-secrets';
import { redactPatterns } from './patterns';
import { sanitiseText } from './sanitise-text';
import { isSecretHeader, isSecretKey } from './secret-names';
import { redactSplitSecrets } from './split-secrets';
import { toPlainData, type DataBounds, type DataRules, type PlainData } from './to-plain-data';

export { REDACTED } from './blank-out';
export type { KnownSecret } from './known-secrets';

export const MAX_MESSAGE_BYTES = 16 * 1024;
export const MAX_DATA_BYTES = 64 * 1024;
const BOUNDS: DataBounds = { maxDepth: 12, maxItems: 1_000, maxBytes: MAX_DATA_BYTES };

/** What comes after so many characters of a message is cut without being read. */
const MAX_MESSAGE_READ = 4 * MAX_MESSAGE_BYTES;

/** Bytes that are kept of `data` whose JSON is too long. JSON's escapes may double them. */
const MAX_CUT_JSON_BYTES = MAX_DATA_BYTES / 2 - 64;

interface RedactorOptions {
  /** Values known to be secret. */
  secrets?: KnownSecret[];
  /** Further keys whose values are secret, without regard to case. */
  keys?: string[];
}

/**
 * Blanks out secrets and sanitises whatever is about to be stored. Never throws, whatever it is given;
 * its time is linear in the text, whatever the secrets are.
 */
export const createRedactor = ({ secrets = [], keys = [] }: RedactorOptions = {}) => {
  const known = createKnownSecrets();
  secrets.forEach(({ value, label }) => known.add(value, label));
  const ownKeys = new Set(keys.map((key) => key.toLowerCase()));

  const isSecret = (key: string) => isSecretKey(key) || ownKeys.has(key.toLowerCase());

  const redactAsIs = (text: string) => redactPatterns(known.redact(text));

  /** Twice where a secret may be whole only without its control characters. */
  const redact = (text: string) => {
    const redacted = redactAsIs(text);
    const sanitised = sanitiseText(redacted);
    return sanitised === redacted ? redacted : redactAsIs(sanitised);
  };

  const rules: DataRules = {
    onText: redact,
    onField: (key) => (isSecret(key) ? REDACTED : undefined),
    onItemAfter: (name) => (isSecretHeader(name) ? REDACTED : undefined),
  };

  /** A line's text: redacted, sanitised, at most 16 KB. */
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

  return {
    message,
    line,
    /** Learns a value while Strapi runs; one that is no text is left out. */
    addSecret: (value: unknown) => known.add(value),
    /** Labels of given secrets that can't be distinguished from ordinary words and so aren't found by value. */
    weakSecrets: known.weakLabels,
  };
};

export type Redactor = ReturnType<typeof createRedactor>;

/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

const SECRET_WORDS = [
  'access[_-]?token',
  'refresh[_-]?token',
  'id[_-]?token',
  'auth[_-]?token',
  'token',
  'api[_-]?key',
  'app[_-]?keys?',
  'private[_-]?key',
  'secret',
  'client[_-]?secret',
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'signature',
  'hmac',
  'salt',
  'jwt',
  'credentials?',
  'session[_-]?id',
].join('|');

/** Keys of `data` whose values are secret whatever they look like, beside the operator's own `redact.keys`. */
const SECRET_KEY = new RegExp(
  `(?:${SECRET_WORDS}|authorization|cookie|salt|bearer)$|(?:password|secret|token|jwt|cookie|hmac)`,
  'i'
);

/** Words that contain a secret-looking word and never hold a secret. */
const HARMLESS_KEY =
  /(?:^|_)(?:has|is|needs|allow)[A-Z_]|[tT]oken(?:s?(?:Count|Type|Usage)|_(?:count|type))$/;
const LIFETIME_KEY = /expir(?:e[sd]?|y|ation)[_-]?(?:at|in|on|date|time)?$/i;

export const isSecretKey = (key: string) =>
  SECRET_KEY.test(key) && !HARMLESS_KEY.test(key) && !LIFETIME_KEY.test(key);

const HEADERS =
  '(?:proxy-)?authorization|(?:set-)?cookie2?|x-[a-z-]{0,40}(?:token|key|secret|hmac)';
const SECRET_HEADER = new RegExp(`^(?:${HEADERS})$`, 'i');

/** Names of HTTP headers whose values are secret. */
export const isSecretHeader = (name: string) => SECRET_HEADER.test(name);

/** A value in quotes, to its very end: `"a\"b"`, `'a'`, and as escaped once or more inside another JSON text. */
const quotedValue = (group: string) =>
  [
    `"(?:\\\\.|[^"\\\\])*`,
    `'(?:\\\\.|[^'\\\\])*`,
    `(?<${group}>\\\\+)["'](?:(?!(?<!\\\\)\\k<${group}>["'])[^\\r\\n])*`,
  ].join('|');

interface Pattern {
  find: RegExp;
  replacement: (found: string, ...groups: string[]) => string;
}

/** Keeps what comes before a value, and its opening quote. */
const redactValue: Pattern['replacement'] = (found, before) => {
  const [quote = ''] = found.slice(before.length).match(/^\\*["']/) ?? [];
  return `${before}${quote}${REDACTED}`;
};

/** "Basic authentication" and "bearer tokens" are words, credentials aren't. */
const looksLikeCredential = (text: string) =>
  text.length >= 20 || /[\d_~+/=]|[a-z][A-Z]|[A-Z]{2}/.test(text);

const PATTERNS: Pattern[] = [
  {
    // Header lines, as an error message or a dumped request carries them.
    find: new RegExp(
      `\\b((?:${HEADERS})\\\\*["']?\\s{0,9}[:=]\\s{0,9})(?:${quotedValue('escape')}|[^\\r\\n]+)`,
      'gi'
    ),
    replacement: redactValue,
  },
  {
    find: /\b((?:bearer|basic|digest)(?:\s{1,9}|%20|\+))([\w.~+/=-]{6,})/gi,
    replacement: (found, scheme, credential) =>
      looksLikeCredential(credential) ? `${scheme}${REDACTED}` : found,
  },
  {
    // Bounded, as text made of nothing but beginnings would be read again from each of them.
    find: /\beyJ[\w-]{5,600}\.[\w-]{5,}(?:\.[\w-]*){0,3}/g,
    replacement: () => REDACTED,
  },
  {
    // scheme://user:password@host; a password may itself hold an "@".
    find: /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#"'<>]+@/gi,
    replacement: (_, scheme) => `${scheme}${REDACTED}@`,
  },
  {
    find: new RegExp(
      `([?&;](?:[\\w.-]{0,60}[_.-])?(?:${SECRET_WORDS}|key|code|sig)=)[^&\\s#"'<>]+`,
      'gi'
    ),
    replacement: redactValue,
  },
  {
    // "accessToken":"…" and accessToken: '…', with the value's quotes where it has any.
    find: new RegExp(
      `((?:${SECRET_WORDS})(?:\\\\*["'])?\\s{0,9}[:=]\\s{0,9})(?:${quotedValue('escape')})`,
      'gi'
    ),
    replacement: redactValue,
  },
  {
    // Without quotes around the value: "token": 123, password=abc.
    find: new RegExp(
      `((?:${SECRET_WORDS})(?:\\\\*["']\\s{0,9}:|\\s{0,9}=)\\s{0,9})(?!\\[redacted)[^\\s&,;"'\\\\\\]}]+`,
      'gi'
    ),
    replacement: redactValue,
  },
];

/** Most lines hold nothing of the kind: one cheap look spares them all the patterns. */
const MAY_MATCH =
  /bearer|basic|digest|eyJ|:\/\/|token|secret|pass|pwd|key|cookie|auth|sig|hmac|salt|jwt|credential|session|code=/i;

/** Blanks out what looks like a credential whoever it belongs to. */
export const redactPatterns = (text: string): string =>
  MAY_MATCH.test(text)
    ? PATTERNS.reduce(
        (redacted, { find, replacement }) => redacted.replace(find, replacement),
        text
      )
    : text;

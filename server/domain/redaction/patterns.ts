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
const HARMLESS_KEY = /^(?:has|is|needs|allow)[A-Z_]|tokens?(?:count|type|usage|s)$|expir/i;

export const isSecretKey = (key: string) => SECRET_KEY.test(key) && !HARMLESS_KEY.test(key);

interface Pattern {
  find: RegExp;
  replacement: string;
}

const PATTERNS: Pattern[] = [
  {
    // Header lines, as an error message or a dumped request carries them.
    find: /\b((?:proxy-)?authorization|(?:set-)?cookie|x-[a-z-]*(?:token|key|secret|hmac))(["']?\s*[:=]\s*["']?)[^\r\n"']+/gi,
    replacement: `$1$2${REDACTED}`,
  },
  {
    find: /\b(bearer|basic|digest)(\s+|%20|\+)[\w.~+/=-]{6,}/gi,
    replacement: `$1$2${REDACTED}`,
  },
  { find: /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*){0,3}/g, replacement: REDACTED },
  {
    // scheme://user:password@host; a password may itself hold an "@".
    find: /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#"'<>]+@/gi,
    replacement: `$1${REDACTED}@`,
  },
  {
    find: new RegExp(`([?&;](?:[\\w.-]*[_.-])?(?:${SECRET_WORDS}|key|code|sig)=)[^&\\s#"'<>]+`, 'gi'),
    replacement: `$1${REDACTED}`,
  },
  {
    // "accessToken":"…", also as escaped once more inside another JSON text.
    find: new RegExp(`((?:${SECRET_WORDS})\\\\?["']\\s*:\\s*\\\\?["'])(?:[^"'\\\\]|\\\\[^"'])+`, 'gi'),
    replacement: `$1${REDACTED}`,
  },
  {
    find: new RegExp(`\\b((?:[\\w-]*[_-])?(?:${SECRET_WORDS})\\s*=\\s*)(?!\\[redacted)[^\\s&,;"']+`, 'gi'),
    replacement: `$1${REDACTED}`,
  },
];

/** Most lines hold nothing of the kind: one cheap look spares them all the patterns. */
const MAY_MATCH =
  /bearer|basic|digest|eyJ|:\/\/|token|secret|pass|pwd|key|cookie|auth|sig|hmac|salt|jwt|credential|session|code=/i;

/** Blanks out what looks like a credential whoever it belongs to. */
export const redactPatterns = (text: string): string =>
  MAY_MATCH.test(text)
    ? PATTERNS.reduce((redacted, { find, replacement }) => redacted.replace(find, replacement), text)
    : text;

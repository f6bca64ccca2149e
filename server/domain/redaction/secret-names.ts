/** Names whose values are secret, as a part of an expression: `accessToken`, `AWS_SECRET_ACCESS_KEY`. */
export const SECRET_NAMES = [
  'token',
  'secret(?:[_-]?key)?(?:[_-]?base)?',
  'secret[_-]?access[_-]?key',
  '(?:api|app|access|account|auth|encryption|signing|private|shared)[_-]?keys?',
  'password',
  'passwd',
  'passphrase',
  'pwd',
  '[a-z0-9][_-]pass',
  'signature',
  'hmac',
  'salt',
  'jwt',
  'credentials?',
  'session[_-]?id',
].join('|');

/** Keys of `data` whose values are secret whatever they look like, beside the operator's own `redact.keys`. */
const SECRET_KEY = new RegExp(
  `(?:${SECRET_NAMES}|authorization|cookie|bearer|access[_-]?key[_-]?id)$|password|secret|token|jwt|cookie|hmac`,
  'i'
);
const SHORT_SECRET_KEY = /^(?:pass|pw|auth|dsn)$|[a-z]Pass$/i;

/** Names that contain a secret one and never hold a secret. */
const PLAIN_KEY =
  /(?:^|_)(?:has|is|needs|allow)[A-Z_]|[tT]oken(?:s?(?:Count|Type|Usage)|_(?:count|type))$/;
const LIFETIME_KEY = /expir(?:e[sd]?|y|ation)[_-]?(?:at|in|on|date|time)?$/i;

export const isSecretKey = (key: string): boolean =>
  (SECRET_KEY.test(key) || SHORT_SECRET_KEY.test(key)) &&
  !PLAIN_KEY.test(key) &&
  !LIFETIME_KEY.test(key);

export const SECRET_HEADERS =
  '(?:proxy-)?authorization|(?:set-)?cookie2?|x-[a-z-]{0,40}(?:token|key|secret|hmac)';
const SECRET_HEADER = new RegExp(`^(?:${SECRET_HEADERS})$`, 'i');

/** Names of HTTP headers whose values are secret. */
export const isSecretHeader = (name: string): boolean => SECRET_HEADER.test(name);

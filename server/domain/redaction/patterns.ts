import { REDACTED } from './blank-out';
import { isSecretKey, SECRET_HEADERS, SECRET_NAMES } from './secret-names';
import { redactUrlCredentials } from './url-credentials';

/** A value in quotes, to its very end: `"a\"b"`, `'a'`, and as escaped once or more inside another JSON text. */
const quotedValue = (group: string) =>
  [
    `"(?:\\\\.|[^"\\\\])*`,
    `'(?:\\\\.|[^'\\\\])*`,
    `(?<${group}>\\\\+)["'](?:(?!(?<!\\\\)\\k<${group}>["'])[^\\r\\n])*`,
  ].join('|');

/** Short names, which are secret only as a whole, and with a value in quotes: "pass": "…". */
const NAMES = `${SECRET_NAMES}|(?<![A-Za-z0-9.-])(?:pass|pw)`;

interface Pattern {
  find: RegExp;
  /** What the text has to hold besides. */
  within?: RegExp;
  replacement: (found: string, ...groups: string[]) => string;
}

/** Keeps what comes before a value, and its opening quote. */
const redactValue: Pattern['replacement'] = (found, before) => {
  const [quote = ''] = found.slice(before.length).match(/^\\*["']/) ?? [];
  return `${before}${quote}${REDACTED}`;
};

/** "Basic authentication" and "bearer tokens" are words, credentials aren't. */
const looksLikeCredential = (text: string) =>
  text.length >= 20 || /[\d_~+/=$!@%^*#]|[a-z][A-Z]|[A-Z]{2}/.test(text);

/** Values that are no secret: blanked out already, or whether there is one. */
const NO_SECRET = '(?!\\[redacted|(?:true|false|null|undefined)\\b)';

/** Words that follow "password:" in messages about passwords. */
const STATE =
  /^(?:required|missing|invalid|incorrect|wrong|expired|empty|changed|reset|updated|set|unset|ok|yes|no|none)[.!)]*$/i;

/** Behind a colon, words are words more often than secrets: only a password may look like one, where nothing follows it. */
const isSecretBehindColon = (name: string, value: string, after: string) =>
  !STATE.test(value) &&
  (looksLikeCredential(value) || (/pass|pwd/i.test(name) && /^\s*(?:$|[\n,;)}\]])/.test(after)));

/**
 * Forms of credentials that their issuers fixed, as the rules of the secret scanner gitleaks
 * (github.com/gitleaks/gitleaks, config/gitleaks.toml) list them: GitHub, GitLab, Slack, Stripe (live),
 * Google, npm, SendGrid, AWS, and keys of language models.
 */
const ISSUED = [
  'gh[opusr]_[A-Za-z0-9]{30,255}',
  'github_pat_\\w{22,255}',
  'gl(?:pat|ptt|rt|dt|cbt|ft|imt|agent|oas|soat)-[\\w.-]{20,255}',
  'xox[a-z](?:\\.xox[a-z])?-[\\w-]{10,255}',
  'xapp-\\d-[\\w-]{10,255}',
  '(?<=hooks\\.slack\\.com/(?:services|workflows|triggers)/)[\\w/+-]{20,255}',
  '(?:[sr]k|prod)_live_[A-Za-z0-9]{10,255}',
  'whsec_[\\w+/=]{20,255}',
  'AIza[\\w-]{35}',
  'ya29\\.[\\w-]{20,255}',
  'npm_[A-Za-z0-9]{36}',
  'SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}',
  '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])',
  'sk-(?:proj|ant|svcacct)-[\\w-]{20,255}',
].join('|');

const PATTERNS: Pattern[] = [
  {
    find: /(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    replacement: (_, begin) => `${begin} ${REDACTED}`,
  },
  {
    // Header lines, as an error message or a dumped request carries them.
    find: new RegExp(
      `\\b((?:${SECRET_HEADERS})\\\\*["']?\\s{0,9}[:=]\\s{0,9})(?:${quotedValue('escape')}|[^\\r\\n]+)`,
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
    // Only near the beginning of a word, as text of nothing but beginnings would be read again from each.
    find: /(?<![\w-]{16})\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*){0,3}/g,
    replacement: () => REDACTED,
  },
  {
    find: new RegExp(`(?<![A-Za-z0-9])(?:${ISSUED})`, 'g'),
    replacement: () => REDACTED,
  },
  {
    find: new RegExp(
      `([?&;](?:[\\w.-]{0,60}[_.-])?(?:${SECRET_NAMES}|key|code|sig)=)[^&\\s#"'<>]+`,
      'gi'
    ),
    replacement: redactValue,
  },
  {
    // "name":"password","value":"…", as lists of settings and form fields have it.
    find: new RegExp(
      `((?:name|key)\\\\*["']?\\s{0,9}:\\s{0,9}\\\\*["'][\\w.-]{0,40}(?:${SECRET_NAMES})\\\\*["'],\\s{0,40}\\\\*["']?value\\\\*["']?\\s{0,9}:\\s{0,9})(?:${quotedValue('escape')})`,
      'gi'
    ),
    replacement: redactValue,
  },
  {
    // "accessToken":"…" and accessToken: '…', with the value's quotes where it has any.
    find: new RegExp(
      `((?:${NAMES})(?:\\\\*["'])?\\s{0,9}(?:=>|:?=|:)\\s{0,9})(?:${quotedValue('escape')})`,
      'gi'
    ),
    replacement: redactValue,
  },
  {
    // Without quotes around the value: "token": 123, password=abc, token => abc.
    find: new RegExp(
      `((?:${SECRET_NAMES})(?:\\\\*["']\\s{0,9}:|\\s{0,9}(?:=>|:?=(?!=)))\\s{0,9})${NO_SECRET}[^\\s&,;"'\\\\\\]}{(<>=][^\\s&,;"'\\\\\\]}<>]*`,
      'gi'
    ),
    replacement: redactValue,
  },
  {
    find: new RegExp(
      `((${SECRET_NAMES}):[ \\t]{0,9})${NO_SECRET}([^\\s,;"'\\\\\\]}{(<>:=][^\\s,;"'\\\\\\]}<>]*)`,
      'gi'
    ),
    replacement: (found, before, name, value, ...rest) => {
      const [at, text] = [Number(rest[0]), rest[1]];
      const end = at + found.length;
      const isSecret = isSecretBehindColon(name, value, text.slice(end, end + 20));
      return isSecret ? `${before}${REDACTED}` : found;
    },
  },
  {
    find: /<([\w:.-]{1,60})(\s[^<>]{0,200})?>([^<]+)(?=<\/)/g,
    replacement: (found, name, attributes = '') =>
      isSecretKey(name) ? `<${name}${attributes}>${REDACTED}` : found,
  },
  {
    find: /(\s(?:-u|--user|--proxy-user)[ =]?\s{0,5})("[^":]{1,100}:[^"]*|'[^':]{1,100}:[^']*|[^\s:"']{1,100}:[^\s"']+)/g,
    replacement: redactValue,
    within: /\bcurl\b/,
  },
];

/** Most lines hold nothing of the kind: one cheap look spares them all the patterns. */
const MAY_MATCH =
  /bearer\b|basic\b|digest\b|eyJ|:\/\/|token|secret|pass|pwd|pw[\\"'=:]|keys?[\\"']{0,9}\s{0,9}[:=,>]|private key|cookie|authorization|sig(?:nature)?\b|hmac|salt|jwt|credential|session.?id|code=|_live_|_pat_|gh[opusr]_|\bgl[a-z]{2,5}-|xox|xapp|whsec|AIza|ya29|npm_|SG\.|A3T|AKIA|ASIA|ABIA|ACCA|sk-|curl/i;

/** Blanks out what looks like a credential whoever it belongs to. */
export const redactPatterns = (text: string): string =>
  MAY_MATCH.test(text)
    ? PATTERNS.reduce(
        (redacted, { find, within, replacement }) =>
          !within || within.test(redacted) ? redacted.replace(find, replacement) : redacted,
        redactUrlCredentials(text)
      )
    : text;

import { REDACTED } from './blank-out';

/** Addresses of databases are written by hand, so that their passwords may hold a space. */
const DATABASE_SCHEME =
  /(?:postgres|postgresql|mysql|mariadb|mongodb|mongodb\+srv|rediss?|amqps?|mssql|sqlserver)$/i;

const SCHEME = /[a-z][a-z0-9+.-]{0,30}$/i;
const MAX_SCHEME_LENGTH = 31;

/** `localhost:1337/` is a server with its port. */
const PORT = /^[^:@/?#]*:\d{1,5}(?:[/?#]|$)/;

/** With a space in it, a password is followed by a server's name and whatever ends that. */
const PASSWORD_WITH_SPACE = /^[^\s"'<>@/?#:]+:[^"'<>@\r\n]{1,200}@(?=[\w.-]+(?:[:/?\s]|$))/;

const END = /[\s"'<>]/g;

const endOfWord = (text: string, from: number) => {
  END.lastIndex = from;
  return END.exec(text)?.index ?? text.length;
};

/** The length of what is between `://` and the server's name, with its `@`; 0 where there is none. */
const credentialsLength = (word: string, scheme: string, rest: () => string) => {
  if (PORT.test(word)) return 0;
  const authority = /^[^/?#]*/.exec(word)?.[0] ?? '';
  // Without a colon, an "@" further back is one of the path: https://unpkg.com/@scope/name.
  const last = (authority.includes(':') ? word : authority).lastIndexOf('@');
  if (last >= 0) return last + 1;
  if (!DATABASE_SCHEME.test(scheme)) return 0;
  return PASSWORD_WITH_SPACE.exec(rest())?.[0].length ?? 0;
};

/**
 * Blanks out `user:password` of each `scheme://user:password@host`, whose password may hold any of
 * `@ / ? #`, and a space where the scheme is that of a database. Each word is read once.
 */
export const redactUrlCredentials = (text: string): string => {
  let [shown, position] = ['', 0];
  let at = text.indexOf('://');
  while (at >= 0) {
    const start = at + 3;
    const end = endOfWord(text, start);
    const [scheme] = SCHEME.exec(text.slice(Math.max(position, at - MAX_SCHEME_LENGTH), at)) ?? [];
    const length = scheme
      ? credentialsLength(text.slice(start, end), scheme, () => text.slice(start, start + 400))
      : 0;
    if (length > 1) {
      shown += `${text.slice(position, start)}${REDACTED}@`;
      position = start + length;
    }
    at = text.indexOf('://', Math.max(end, position));
  }
  return shown + text.slice(position);
};

import fc from 'fast-check';
import type { RawRequest } from './raw-client';

const PREFIX = '/localazy-activity-logs';

/** Longer URLs are refused by Node itself, with 431, before any code of Strapi or ours. */
const LONGEST_URL = 15_000;

/** Lone surrogates have no form in UTF-8. */
const wellFormed = (text: string) => Buffer.from(text).toString();

const percent = (text: string) => encodeURIComponent(wellFormed(text));

/** What is known to break parsers, databases and prototypes. */
const POISON = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%',
  '%E0%A4%A',
  '%F0%9F%92%A9',
  '%E2%80%AE',
  '%0d%0aSet-Cookie:%20a=b',
  '..%2f..%2fetc%2fpasswd',
  "'%20OR%20'1'='1",
  "1';DROP%20TABLE%20localazy_activity_sessions;--",
  '%25%5f%5c',
  '*',
  '[]',
  '{}',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0',
  '1.5',
  '1e309',
  '0x10',
  '9007199254740993',
  '99999999999999999999999999',
  '-2147483649',
  '__proto__',
  'constructor',
  'toString',
  '${7*7}',
  '%3Cscript%3Ealert(1)%3C/script%3E',
];

const PROPER = [
  'upload',
  'webhook',
  'failed',
  'startedAt:desc',
  'summary:asc',
  '2026-11-23',
  '0001-01-01',
  '9999-12-31',
  'Europe/Prague',
  'api::article.article',
  'api::article.article:1',
  'cs',
  '1',
  '100',
  'warn,error',
  'November',
];

const KEYS = [
  'eventType',
  'search',
  'from',
  'to',
  'status',
  'sort',
  'page',
  'pageSize',
  'timeZone',
  'locale',
  'entry',
  'problems',
  'initiatedBy',
  'type',
  'content',
  'level',
  'after',
  'before',
  'id',
  'userId',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'fields',
  'filters',
  'populate',
];

const SUFFIXES = ['', '', '', '', '[]', '[0]', '[99]', '[field]', '[__proto__]', '[a][b][c]', '.x'];

const text = fc.oneof(
  fc.constantFrom(...POISON),
  fc.constantFrom(...PROPER),
  fc.fullUnicodeString({ maxLength: 60 }).map(percent),
  fc.integer({ min: 400, max: 14_000 }).map((length) => 'x'.repeat(length))
);

const key = fc
  .tuple(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...KEYS) }, { weight: 1, arbitrary: text }),
    fc.constantFrom(...SUFFIXES)
  )
  .map(([name, suffix]) => `${name}${suffix}`);

const query = fc
  .array(fc.tuple(key, text), { maxLength: 6 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));

const id = fc.oneof(
  fc.constantFrom('1', '2', '7'),
  text.map((value) => value.slice(0, 200))
);

const route = fc.oneof(
  fc.constant(['GET', '/sessions']),
  fc.constantFrom(['GET', '/sessions/days'], ['GET', '/sessions/unseen']),
  fc.constantFrom(['GET', '/sessions/initiators'], ['GET', '/connection']),
  fc.constantFrom(
    ['GET', '/content/history'],
    ['GET', '/content/links'],
    ['GET', '/content/types']
  ),
  id.map((value) => ['GET', `/sessions/${value}`]),
  id.map((value) => ['GET', `/sessions/${value}/outline`]),
  id.map((value) => ['GET', `/sessions/${value}/matches`]),
  id.map((value) => ['GET', `/sessions/${value}/entries`]),
  id.map((value) => ['GET', `/sessions/${value}/entries/stream`]),
  id.map((value) => ['GET', `/sessions/${value}/bundle`]),
  fc.constant(['GET', '/export']),
  fc.constant(['GET', '/preferences']),
  fc.constant(['PUT', '/preferences']),
  fc.constant(['DELETE', '/sessions'])
);

const body = fc.oneof(
  fc.constant(undefined),
  fc.json({ maxDepth: 4 }),
  fc
    .dictionary(
      fc.constantFrom('sort', 'lastTab', 'seen', '__proto__', 'userId'),
      fc.jsonValue({ maxDepth: 3 })
    )
    .map((value) => JSON.stringify(value)),
  fc
    .dictionary(
      fc.constantFrom('upload', 'download', 'webhook', '__proto__', 'x'),
      fc.oneof(fc.constantFrom(...PROPER, ...POISON), fc.jsonValue())
    )
    .map((sort) => JSON.stringify({ sort })),
  fc.fullUnicodeString({ maxLength: 200 }).map(wellFormed),
  fc.constantFrom('{"sort":', '[[[[', '\u0000', '"', `{"sort":{"upload":${'['.repeat(5_000)}`)
);

const contentType = fc.constantFrom(
  'application/json',
  'application/json',
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'nonsense'
);

const withoutBody = new Set(['GET', 'DELETE']);

/** Requests to each of our routes, mostly signed in with `token`, with whatever comes to mind in them. */
export const garbageRequest = (token: string): fc.Arbitrary<RawRequest> =>
  fc
    .record({
      route,
      query,
      body,
      contentType,
      bearer: fc.oneof(
        { weight: 19, arbitrary: fc.constant(token) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('', 'x', `${token}x`, 'eyJhbGciOiJub25lIn0.eyJpZCI6MX0.'),
        }
      ),
    })
    .map(({ route: [method, path], query: asked, body: sent, contentType: type, bearer }) => ({
      method,
      path: `${PREFIX}${path}${asked ? `?${asked}` : ''}`
        .replace(/[^!-~]/g, '%20')
        .slice(0, LONGEST_URL),
      headers: {
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(withoutBody.has(method) ? {} : { 'content-type': type }),
      },
      body: withoutBody.has(method) ? undefined : sent,
    }));

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeLine } from '../../admin/console/session-file';
import type {
  Entry,
  ExportedSession,
  ListEntriesResponse,
  ListSessionsResponse,
} from '../../shared/contracts';
import type { ActivityLogger, SessionHandle } from '../../server/recorder/types';
import { startStrapi, type RunningStrapi } from '../harness';
import { API } from './support/official-app';
import { HOSTILE } from './support/hostile-texts';
import { saw } from './support/saw';

const heading = 'Hostile input';

const MESSAGE_BYTES = 16 * 1024;
const DATA_BYTES = 64 * 1024;
/** Room for what is written as a visible escape or a marker. */
const MARKER_BYTES = 200;

let app: RunningStrapi;
beforeAll(async () => {
  app = await startStrapi();
});
afterAll(() => app?.stop());

const loggerOf = ({ strapi }: RunningStrapi): ActivityLogger =>
  strapi.plugin('localazy-activity-logs').service('logger');

/** Records one operation; returns its entries as the page gets them. */
const entriesOf = async (operation: (session: SessionHandle) => void): Promise<Entry[]> => {
  await loggerOf(app).run({ eventType: 'upload' }, operation);
  await loggerOf(app).flush();
  const get = async <Body>(path: string) =>
    (await app.request<Body>('GET', `${API}${path}`, { token: app.admin.token })).body;
  const [{ id }] = (await get<ListSessionsResponse>('/sessions')).results;
  return (await get<ListEntriesResponse>(`/sessions/${id}/entries?sequence=1-100`)).results;
};

/** What would act instead of being shown: controls but tab and line feed, bidi controls, lone surrogates. */
const ACTING = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;

/** Begins a formula where a spreadsheet opens the file; a negative number or a bullet would, too. */
const FORMULA = /^["']?[=+\-@]/;

describe('hostile text', () => {
  it.each(Object.entries(HOSTILE))('%s is one entry of sanitised text', async (_, text) => {
    const entries = await entriesOf((session) => session.info(text, { text }));
    expect(entries).toHaveLength(1);
    const [{ message, data }] = entries;
    expect(message).not.toMatch(ACTING);
    expect(JSON.stringify(data)).not.toMatch(ACTING);
    expect(message.split('\n').slice(1)).toSatisfy((more: string[]) =>
      more.every((line) => line.startsWith('  '))
    );
    expect(message.length).toBeGreaterThan(0);
    const cells = wholeLine(entries[0]).split(/[\t\n]/);
    expect(cells.filter((cell) => FORMULA.test(cell))).toEqual([]);
    saw({
      heading,
      done: `a message: ${_}`,
      seen: `1 entry, “${message.replace(/\n/g, '⏎').slice(0, 90)}”`,
    });
  });

  it.each([
    ['a million letters', 'x'.repeat(1_000_000)],
    ['a million emoji', '👩‍👧'.repeat(200_000)],
    ['a million line breaks', '\r\n'.repeat(500_000)],
    ['a million escapes', '\u001b['.repeat(500_000)],
    ['a million backslashes and quotes', '\\"'.repeat(500_000)],
  ])('%s are one entry, cut with a marker', async (what, text) => {
    const entries = await entriesOf((session) => session.warn(text, { text }));
    expect(entries).toHaveLength(1);
    const [{ message, data }] = entries;
    expect(message).toMatch(/\[cut: \d+ characters in all\]$/);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(MESSAGE_BYTES + MARKER_BYTES);
    expect(JSON.stringify(data)).toContain('[cut');
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(DATA_BYTES + MARKER_BYTES);
    saw({
      heading,
      done: `a message of ${what}, and the same as data`,
      seen: `1 entry of ${Buffer.byteLength(message)} bytes, “…${message.slice(-40)}”; data ${Buffer.byteLength(JSON.stringify(data))} bytes`,
    });
  });

  it('as a name, as a summary and as a reason stays on one line', async () => {
    const all = Object.values(HOSTILE);
    for (const text of all) {
      const session = loggerOf(app).start({ eventType: 'download', initiatedBy: text });
      session.fail(text);
    }
    await loggerOf(app).flush();
    const { body } = await app.request<ListSessionsResponse>(
      'GET',
      `${API}/sessions?eventType=download&pageSize=100`,
      { token: app.admin.token }
    );
    expect(body.results).toHaveLength(all.length);
    for (const { initiatedBy, summary } of body.results) {
      expect(summary).not.toMatch(/[\r\n\t\u2028\u2029]/);
      expect(initiatedBy + summary).not.toMatch(ACTING);
    }
    saw({ heading, done: 'the same as names and summaries', seen: 'one sanitised line each' });
  });

  it('leaves the export a file that programs can read, with no line that a spreadsheet runs', async () => {
    const response = await fetch(new URL(`${API}/export`, app.url), {
      headers: { authorization: `Bearer ${app.admin.token}` },
    });
    const file = await response.text();
    const exported: ExportedSession[] = JSON.parse(file);
    expect(exported.length).toBeGreaterThan(Object.keys(HOSTILE).length);
    const cells = file.split(/[\t\r\n]/);
    expect(cells.filter((cell) => FORMULA.test(cell))).toEqual([]);
    expect(file).not.toMatch(/[\t\r\u2028\u2029]/);
    saw({
      heading,
      done: 'the export of all that, opened by a spreadsheet',
      seen: `${cells.length} lines without tabs, none of which begins a formula; valid JSON`,
    });
  });
});

class Money {
  constructor(
    readonly amount: bigint,
    readonly currency: string
  ) {}
}

const nested = (levels: number) => {
  let value: Record<string, unknown> = { bottom: true };
  for (let level = 0; level < levels; level += 1) value = { in: value };
  return value;
};

const circular = () => {
  const map = new Map<string, unknown>();
  const value = { map, list: [] as unknown[] };
  map.set('back', value);
  value.list.push(value, map);
  return value;
};

const throwing = () =>
  Object.defineProperty({ fine: 1 }, 'trap', {
    enumerable: true,
    get() {
      throw new Error('this getter ran');
    },
  });

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** Data as careless code hands it over, and what must be found of it. */
const DATA: [what: string, data: () => unknown, readable: RegExp][] = [
  ['cycles through objects, maps and lists', circular, /\[circular\]/],
  ['a getter that throws', throwing, /"fine":1.*\[getter\]/],
  ['BigInt', () => ({ big: 12345678901234567890n }), /12345678901234567890n/],
  ['a Map and a Set', () => ({ map: new Map([['a', new Set([1, 2])]]) }), /"a":\[1,2\]/],
  [
    'Buffers and typed arrays',
    () => [Buffer.from('abc'), new Float64Array(3)],
    /Buffer: 3 bytes.*Float64Array: 24 bytes/,
  ],
  ['a class', () => new Money(5n, 'EUR'), /"\[class\]":"Money".*"5n".*"EUR"/],
  ['10,000 levels', () => nested(10_000), /\[cut: too deep\]/],
  [
    'a list of a million',
    () => Array.from({ length: 1_000_000 }, (_, index) => index),
    /\[cut: more items\]/,
  ],
  [
    'an object of 100,000 keys',
    () => Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index])),
    /\[cut/,
  ],
  ['an error with causes', () => new Error('outer', { cause: new Error('inner') }), /outer.*inner/],
  ['an aggregate of errors', () => new AggregateError([new Error('one')], 'all'), /all.*one/],
  ['a revoked proxy', () => ({ proxy: revoked() }), /\[unreadable\]/],
  [
    'functions, symbols, promises',
    () => [() => 1, Symbol('s'), Promise.resolve(), new WeakMap()],
    /\[function\].*Symbol\(s\).*\[Promise\].*\[WeakMap\]/,
  ],
  ['dates, valid and not', () => [new Date(0), new Date(NaN)], /1970-01-01.*Invalid Date/],
  ['NaN, Infinity, undefined', () => [NaN, -Infinity, undefined], /"NaN","-Infinity",null/],
  [
    'a toJSON that throws',
    () => ({
      toJSON: () => {
        throw new Error('ran');
      },
      fine: 1,
    }),
    /"fine":1/,
  ],
  [
    'keys of prototypes',
    () => JSON.parse('{"__proto__":{"admin":true},"constructor":1}'),
    /__proto__.*admin/,
  ],
  ['a list of holes', () => new Array(3), /\[/],
];

describe('hostile data', () => {
  it.each(DATA)('%s is stored in a bounded, readable form', async (what, make, readable) => {
    const entries = await entriesOf((session) => session.info('with data', make()));
    expect(entries).toHaveLength(1);
    const json = JSON.stringify(entries[0].data);
    expect(json).toMatch(readable);
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(DATA_BYTES);
    saw({
      heading,
      done: `data: ${what}`,
      seen: `${json.length} bytes, ${json.slice(0, 60)}${json.length > 60 ? '…' : ''}`,
    });
  });
});

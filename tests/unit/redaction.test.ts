import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRedactor,
  MAX_DATA_BYTES,
  MAX_MESSAGE_BYTES,
  REDACTED,
} from '../../server/domain/redaction';

const SECRET = 'cAn4ry/of+the=Mine"42';
const ENCODED = encodeURIComponent(SECRET);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlLW9mLWl0';

const asGiven = (...values: string[]) => values.map((value) => ({ value, label: 'a.setting' }));

const { message, line } = createRedactor({ secrets: asGiven(SECRET), keys: ['shoeSize'] });
const data = (given: unknown) => line('', given).data;
const read = (given: unknown) => JSON.parse(data(given) ?? 'null');

/** Pieces of the secret that a reader could go on from. */
const PIECES = [
  ...[SECRET, ENCODED, 'cAn4ry', 'Mine"42', base64(SECRET).slice(0, -4)],
  Buffer.from('cAn4ry').toString('hex'),
  '63 41 6e 34',
];
const expectNoPiece = (text: string | null) =>
  PIECES.forEach((piece) => expect(text).not.toContain(piece));

describe('a known secret', () => {
  it.each([
    ['as it is', `before ${SECRET} after`],
    ['inside a word', `x${SECRET}y`],
    ['URL-encoded', `https://api.example/?q=${ENCODED}&r=1`],
    ['URL-encoded in small letters', `q:${ENCODED.replace(/%../g, (code) => code.toLowerCase())}`],
    ['in JSON', JSON.stringify({ q: SECRET })],
    ['in JSON in JSON', JSON.stringify({ body: JSON.stringify({ q: SECRET }) })],
    ['as hexadecimal digits', `0x${Buffer.from(SECRET).toString('hex')}`],
    ['as capital hexadecimal digits', Buffer.from(SECRET).toString('hex').toUpperCase()],
    ['as bytes that Node prints', inspect(Buffer.from(SECRET))],
    ['with a terminal’s colors in it', `${SECRET.slice(0, 5)}\u001b[31m${SECRET.slice(5)}`],
  ])('is blanked out of a message %s', (_, text) => {
    expect(message(text)).toContain(REDACTED);
    expectNoPiece(message(text));
  });

  it.each([0, 1, 2])(
    'is blanked out in base64 and base64url, %d bytes behind a group of three',
    (offset) => {
      // Its base64 holds "+" and "/" wherever it starts.
      const secret = 'k>>?~~?>>k9~>?x>>?~~?';
      const redactor = createRedactor({ secrets: asGiven(secret) });
      const encoded = base64(`${'u'.repeat(offset)}${secret}:and more`);
      expect(encoded).toMatch(/\+.*\/|\/.*\+/);
      for (const text of [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]) {
        const [before, after] = redactor.message(`q ${text} r`).split(REDACTED);
        // Not more than the characters that it shares with its neighbours.
        expect(before.length).toBeLessThanOrEqual('q '.length + 3);
        expect(after).toContain(text.slice(-10));
        expect(after.length).toBeLessThan(text.length / 2);
      }
    }
  );

  it('is blanked out of data: values, keys, and cut into several texts', () => {
    const given = { a: SECRET, [SECRET]: 1, list: [`x${SECRET}`], url: `q=${ENCODED}` };
    expectNoPiece(data(given));
    const chunks = read({ chunks: ['said: ', ...SECRET], next: 'kept' });
    expect(chunks.chunks.slice(1)).toEqual([...SECRET].map(() => REDACTED));
    expect(chunks.next).toBe('kept');
  });

  it('is blanked out as the key of a field, and the field’s value is kept', () => {
    const other = 'z9-Another/Hidden+Value';
    const redactor = createRedactor({ secrets: asGiven(SECRET, other) });
    expect(redactor.line('', { [SECRET]: 1, [other]: 2, last: 3 }).data).toBe(
      JSON.stringify({ [REDACTED]: 1, [`${REDACTED} 2`]: 2, last: 3 })
    );
  });

  it('is blanked out where 16 or more of its characters are in a row', () => {
    const long = 'Zq8+x2vM/5tLw9Rb4Hn7Jc3Yd6Pf1Gs0';
    const redactor = createRedactor({ secrets: asGiven(long) });
    for (const encode of [
      String,
      encodeURIComponent,
      base64,
      (text: string) => Buffer.from(text).toString('hex'),
    ]) {
      const written = encode(long);
      for (let from = 0; from + 16 <= written.length; from += 1) {
        expect(redactor.message(`a ${written.slice(from, from + 16)} b`)).toBe(`a ${REDACTED} b`);
      }
    }
    expect(redactor.message(`a ${long.slice(0, 15)} b`)).toContain(long.slice(0, 15));
  });

  it('is blanked out of an address: its password, wherever that is', () => {
    const redactor = createRedactor({
      secrets: asGiven('postgres://strapi:Zq8%2Bx2vM5tL@db.internal:5432/strapi'),
    });
    expect(redactor.message('refused Zq8%2Bx2vM5tL')).toBe(`refused ${REDACTED}`);
    expect(redactor.message('refused Zq8+x2vM5tL')).toBe(`refused ${REDACTED}`);
    expect(redactor.message('no response of db.internal:5432')).toBe(
      'no response of db.internal:5432'
    );
  });

  it('is learned while it runs', () => {
    const redactor = createRedactor();
    expect(redactor.message('a webhook-secret-9 b')).toContain('webhook-secret-9');
    redactor.addSecret('webhook-secret-9');
    expect(redactor.message('a webhook-secret-9 b')).toBe(`a ${REDACTED} b`);
    [undefined, null, 5, '', 'abc', {}].forEach(redactor.addSecret);
    expect(redactor.message('abc 5 null')).toBe('abc 5 null');
  });

  it('leaves no beginning where it lies across the edge of what is read', () => {
    for (let before = 0; before < 30; before += 1) {
      // What shrinks while it is redacted brings the edge into view.
      const text = `${'z'.repeat(before)}${`${SECRET} `.repeat(20_000)}`;
      expectNoPiece(message(text));
      expect(message(text)).not.toMatch(/cAn|cA(?!\w)/);
      const shown = data({
        filler: 'z'.repeat(MAX_DATA_BYTES - 40 - before),
        text: `${SECRET}${SECRET}`,
      });
      expectNoPiece(shown);
      expect(data([text])).not.toMatch(/cAn/);
    }
  });
});

describe('what looks like a secret', () => {
  it.each([
    ['Authorization: Bearer kX9', 'kX9'],
    ['Authorization: Digest username="Mufasa", response="6629fae49393a05"', '6629fae'],
    ['{"authorization":"Bearer a\\"kX9","b":1}', 'kX9'],
    ['Cookie: theme="dark mode"; sid=kX9kX9', 'kX9'],
    ["headers: { 'set-cookie': 'jwt=kX9; Path=/' }", 'kX9'],
    ['rejected Bearer kX9-kX9-kX9', 'kX9'],
    [`Basic ${base64('ada:lovelace')}`, base64('ada:lovelace')],
    [`got ${JWT} from it`, 'c2lnbmF0dXJl'],
    ['mysql://ada:p@ss@db.example/x', 'p@ss'],
    ['postgres://ada:kX9@db/x', 'kX9'],
    ['GET /x?a=1&access_token=kX9&b=2', 'kX9'],
    ['GET /x?apiKey=kX9#top', 'kX9'],
    ['dbPassword=kX9 failed', 'kX9'],
    ['{"accessToken":"a\\"kX9"}', 'kX9'],
    ['{"body":"{\\"password\\":\\"kX9\\",\\"b\\":1}"}', 'kX9'],
    ['{"token": 31415926}', '31415926'],
    ["{ password: 'it is kX9' }", 'kX9'],
    ['password: hunter', 'hunter'],
    ['the password: Tr0ub4dor&3 was refused', 'Tr0ub4dor'],
    ['api_key: kX9kX9', 'kX9kX9'],
    ['{"auth":{"user":"u","pass":"kX9"}}', 'kX9'],
    ["{ auth: { user: 'u', pw: 'kX9' } }", 'kX9'],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY', 'bPxRfiCY'],
    ['AWS_ACCESS_KEY_ID is AKIAIOSFODNN7EXAMPLE', 'AKIAIOSF'],
    ['token => kX9', 'kX9'],
    ['token := kX9', 'kX9'],
    ['SMTP_PASS=kX9', 'kX9'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIkX9\nkX9\n-----END RSA PRIVATE KEY-----', 'kX9'],
    ['key "-----BEGIN PRIVATE KEY-----\\nMIIkX9', 'kX9'],
    [`pushed with ghp_${'kX9'.repeat(12)}`, 'kX9'],
    [`github_pat_${'kX9'.repeat(20)} expired`, 'kX9'],
    [`glpat-${'kX9'.repeat(7)}`, 'kX9'],
    [`xoxb-123456789012-${'kX9'.repeat(8)}`, 'kX9'],
    [`https://hooks.slack.com/services/T0/B0/${'kX9'.repeat(8)}`, 'kX9'],
    [`sk_live_${'kX9'.repeat(8)}`, 'kX9'],
    [`AIza${'kX9'.repeat(11)}AA of Google`, 'kX9'],
    [`npm_${'kX9'.repeat(12)}`, 'kX9'],
    [`SG.${'kX9'.repeat(7)}.${'kX9'.repeat(14)}`, 'kX9'],
    ['curl -u ada:kX9 https://api.example', 'kX9'],
    ['curl --user "ada:kX9 kX9" https://api.example', 'kX9'],
    ['<user>ada</user><password>kX9</password>', 'kX9'],
    ['<wsse:Password Type="text">kX9</wsse:Password>', 'kX9'],
    ['postgres://ada:p#k/X?9@db.example:5432/x', 'k/X'],
    ['postgres://ada:p@ss/kX9@db.example/x', 'kX9'],
    ['mysql://ada:two kX9@db.example/x failed', 'kX9'],
    ['{"name":"password","value":"kX9"}', 'kX9'],
  ])('is blanked out of "%s"', (text, secret) => {
    const shown = message(text);
    expect(shown).toContain(REDACTED);
    expect(shown).not.toContain(secret);
    expect(message(shown)).toBe(shown);
  });

  it('keeps what is beside it', () => {
    expect(message('GET /x?a=1&access_token=kX9&b=2')).toBe(
      `GET /x?a=1&access_token=${REDACTED}&b=2`
    );
    expect(message('{"authorization":"Bearer kX9","b":1}')).toBe(
      `{"authorization":"${REDACTED}","b":1}`
    );
  });

  it.each([
    'accessToken',
    'PASSWORD',
    'api_key',
    'x-localazy-hmac',
    'Set-Cookie',
    'issuerSecret',
    'tokens',
    'SHOESIZE',
    ...['pass', 'pw', 'auth', 'accessKeyId', 'secretAccessKey', 'dsn', 'smtpPass', 'DB_PASS'],
  ])('is blanked out under the key %s, whatever it is', (key) => {
    for (const value of ['kX9', 31415926, ['kX9'], { deep: 'kX9' }, true, 5n]) {
      expect(read({ [key]: value })).toEqual({ [key]: REDACTED });
      expect(read(new Map([[key, value]]))).toEqual({ [key]: REDACTED });
    }
  });

  it('is blanked out of a list of settings or form fields', () => {
    expect(
      read([
        { name: 'password', value: 'kX9' },
        { key: 'Authorization', value: 'kX9' },
      ])
    ).toEqual([
      { name: 'password', value: REDACTED },
      { key: 'Authorization', value: REDACTED },
    ]);
    expect(read({ name: 'locale', value: 'cs' })).toEqual({ name: 'locale', value: 'cs' });
  });

  it('is blanked out of a request’s raw headers', () => {
    expect(read({ rawHeaders: ['Host', 'x', 'Cookie', 'sid=kX9', 'Accept', 'json'] })).toEqual({
      rawHeaders: ['Host', 'x', 'Cookie', REDACTED, 'Accept', 'json'],
    });
  });

  it('is blanked out of an error as HTTP clients throw them, with its causes', () => {
    const refused = Object.assign(new Error(`connect failed for ${SECRET}`), {
      code: 'ECONNREFUSED',
    });
    const error = Object.assign(new Error('Request failed', { cause: refused }), {
      config: {
        url: '/x?token=kX9',
        headers: { Authorization: 'Bearer kX9', Accept: 'json' },
        auth: { password: 'kX9' },
      },
      request: { _header: 'GET / HTTP/1.1\r\nAuthorization: Bearer kX9\r\nAccept: json\r\n' },
      response: { status: 401, data: { error: 'denied' }, headers: { 'set-cookie': ['sid=kX9'] } },
    });
    const shown = data(new Error('outer', { cause: error }));
    expectNoPiece(shown);
    expect(shown).not.toContain('kX9');
    expect(read(error)).toMatchObject({
      message: 'Request failed',
      cause: { code: 'ECONNREFUSED', message: `connect failed for ${REDACTED}` },
      config: { headers: { Authorization: REDACTED, Accept: 'json' } },
      response: { status: 401, data: { error: 'denied' } },
    });
  });
});

describe('ordinary text', () => {
  it.each([
    'Uploaded 20 keys in 1 language (en).',
    'Created new entry api::article.article[3] in language cs',
    'https://localazy.com/p/x?lang=cs',
    'token expired',
    'Invalid token: expired',
    'Basic authentication is required, see basic settings; bearer tokens only',
    'The key api::article.article[1].title is too long',
    'Příliš žluťoučký kůň 🐎 漢字',
    'mail ada@example.com about http://localhost:1337/admin',
    'a=1, b=2; c: 3',
    '100 % of _all_',
    '',
  ])('stays as it is: %s', (text) => {
    expect(message(text)).toBe(text);
    expect(read({ text })).toEqual({ text });
  });

  it('stays as it is in data', () => {
    const given = {
      keys: 20,
      hasToken: true,
      tokenType: 'x',
      expiresAt: 5,
      list: [1, null, false, 'a'],
    };
    expect(read(given)).toEqual(given);
    expect(data(undefined)).toBeNull();
    expect(data(null)).toBeNull();
  });
});

describe('hostile text', () => {
  it.each([
    ['a line break', 'done\r\n2026-11-23 error: forged', 'done\n  2026-11-23 error: forged'],
    ['terminal escapes', '\u001b[31mred\u001b[0m\u001b]0;title\u0007', 'red'],
    ['an open terminal escape', 'a\u001b]0;hidden', 'a\\u001b]0;hidden'],
    ['bidirectional overrides', 'abc\u202edef', 'abc\\u202edef'],
    ['NUL and backspaces', 'a\u0000b\b', 'a\\u0000b\\u0008'],
    ['lone surrogates', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
  ])('with %s is sanitised, and sanitised text stays the same', (_, text, shown) => {
    expect(message(text)).toBe(shown);
    expect(message(shown)).toBe(shown);
    expect(read([text])).toEqual([shown]);
  });

  it('of a megabyte is cut to 16 KB with its true length, at a character', () => {
    for (const character of ['x', 'ž', '🐎', '\n', '"']) {
      const shown = message(character.repeat(1_000_000));
      expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
      expect(shown).toMatch(/\[cut: \d+ characters in all\]$/);
      expect(shown).not.toContain('\ufffd');
    }
    expect(message('x'.repeat(1_000_000))).toContain('1000000 characters');
    expect(message('x'.repeat(MAX_MESSAGE_BYTES))).toBe('x'.repeat(MAX_MESSAGE_BYTES));
  });

  it.each([
    'a-',
    'eyJ-',
    'x-',
    'token ',
    'token:"',
    'password=\\',
    'cookie:\\\\"',
    '?a-',
    'a://',
    '\u001b]',
    "'",
    'Bearer ',
    ';x.',
    'secret ',
  ])('made of "%s" over and over is read in no time', (piece) => {
    const text = piece.repeat(40_000);
    const start = performance.now();
    message(text);
    data({ text });
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});

describe('data of any kind', () => {
  class Job {
    name = 'sync';
    get broken(): string {
      throw new Error('no');
    }
  }
  const trap = () => {
    throw new Error('trapped');
  };

  it('is shown readably', () => {
    const cycle: Record<string, unknown> = {
      big: 5n,
      when: new Date(0),
      map: new Map([['a', new Set([1])]]),
    };
    cycle.self = cycle;
    expect(read(cycle)).toEqual({
      big: '5n',
      when: '1970-01-01T00:00:00.000Z',
      map: { a: [1] },
      self: '[circular]',
    });
    expect(
      read({ buffer: Buffer.from('abc'), job: new Job(), not: NaN, fn: () => 1, no: undefined })
    ).toEqual({
      buffer: '[Buffer: 3 bytes]',
      job: { '[class]': 'Job', name: 'sync' },
      not: 'NaN',
      fn: '[function]',
      no: null,
    });
  });

  it('runs no getter and survives what throws', () => {
    let ran = false;
    const getter = {
      get loud() {
        ran = true;
        throw new Error('no');
      },
    };
    const proxy = new Proxy(
      {},
      { get: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap }
    );
    expect(read({ getter, proxy, toJSON: trap, kept: 1 })).toMatchObject({
      getter: { loud: '[getter]' },
      proxy: '[unreadable]',
      kept: 1,
    });
    expect(ran).toBe(false);
  });

  it('is cut with a marker: deep, wide, long, and shared endlessly', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level += 1) deep = { deep };
    let shared: unknown = [];
    for (let level = 0; level < 11; level += 1) shared = Array(1_000).fill(shared);
    for (const huge of [
      deep,
      shared,
      Array(100_000).fill('ab'),
      'x'.repeat(9_000_000),
      { a: '"\\'.repeat(60_000) },
      Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, n])),
    ]) {
      const shown = data(huge) ?? '';
      expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(MAX_DATA_BYTES);
      expect(shown).toContain('[cut');
      expect(() => JSON.parse(shown)).not.toThrow();
    }
  });

  it('never throws, shows no secret, and keeps its bounds, whatever it is', () => {
    const secretive = fc.constantFrom(
      SECRET,
      ENCODED,
      JSON.stringify(SECRET),
      `Bearer ${SECRET}`,
      `\u0000${SECRET}`
    );
    const text = fc
      .array(fc.oneof(fc.fullUnicodeString(), fc.string16bits(), secretive), { maxLength: 6 })
      .map((parts) => parts.join(''));
    const anything = fc.anything({
      values: [text, fc.integer(), fc.double()],
      withBigInt: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withDate: true,
    });
    fc.assert(
      fc.property(text, anything, (line, value) => {
        const shown = message(line);
        expectNoPiece(shown);
        expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
        expect(message(shown)).toBe(shown);
        const json = data(value);
        expectNoPiece(json);
        expect(Buffer.byteLength(json ?? '')).toBeLessThanOrEqual(MAX_DATA_BYTES);
        JSON.parse(json ?? 'null');
      }),
      { numRuns: 500 }
    );
  });
});

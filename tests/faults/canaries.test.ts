import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityLogger, SessionHandle } from '../../server/recorder/types';
import { databases } from '../harness';
import { createLocalazyApi, type LocalazyApi } from '../localazy-api';
import { listenToConsole } from './support/console-lines';
import { API, startOfficialApp, type OfficialApp } from './support/official-app';
import { saw } from './support/saw';

const heading = 'Hostile input';

/** Letters that each encoding writes differently. */
const canary = (name: string) => `${name}/ünïcode+c4nary?&="${name}`;

const SECRETS = {
  'the Localazy access token': canary('lz-access'),
  'the webhook secret': canary('lz-webhook'),
  'a key of the app': canary('app-key'),
  'the admin panel’s JWT secret': canary('admin-jwt'),
  'the salt of API tokens': canary('api-salt'),
  'the salt of transfer tokens': canary('transfer-salt'),
  'the JWT secret of users': canary('users-jwt'),
  'the database’s password': canary('db-pass'),
  'a value that the config names': canary('own-value'),
};

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** How a secret can be written; each also between other words. */
const FORMS: Record<string, (secret: string) => string> = {
  raw: (secret) => secret,
  'in JSON': (secret) => JSON.stringify({ a: secret }),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify({ a: secret })),
  'URL-encoded': encodeURIComponent,
  base64,
  'base64 behind one letter': (secret) => base64(`u${secret}`),
  'base64 behind two letters': (secret) => base64(`u:${secret}`),
  'base64 between others': (secret) => base64(`user:${secret}:more`),
  base64url: (secret) => Buffer.from(`user:${secret}`).toString('base64url'),
};

/** What must be found nowhere: the forms without what their neighbours make of their ends. */
const tracesOf = (secret: string) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  ...['', 'u', 'u:'].map((before) =>
    base64(`${before}${secret}`)
      .slice(before ? 4 : 0)
      .replace(/=*$/, '')
      .slice(0, -2)
  ),
];

const axiosLikeError = (secret: string) =>
  Object.assign(new Error(`Request failed: Authorization: Bearer ${secret}`), {
    isAxiosError: true,
    config: {
      url: `https://api.example/x?token=${encodeURIComponent(secret)}`,
      headers: { Authorization: `Bearer ${secret}`, Cookie: `session=${secret}` },
      auth: { username: 'u', password: secret },
      data: JSON.stringify({ secret }),
    },
    request: { _header: `GET / HTTP/1.1\r\nAuthorization: Basic ${base64(`u:${secret}`)}\r\n` },
    response: { headers: { 'set-cookie': [`sid=${secret}; HttpOnly`] }, data: { token: secret } },
  });

const caused = (secret: string) =>
  new Error('outer', {
    cause: new Error('middle', { cause: new Error(`inner ${secret}`) }),
  });

const inPieces = (text: string, count: number) => {
  const length = Math.ceil(text.length / count);
  return Array.from({ length: count }, (_, index) =>
    text.slice(index * length, (index + 1) * length)
  );
};

const halves = (text: string) => inPieces(text, 2);

/** Every field of a session that can hold a text. */
const plant = (app: OfficialApp, session: SessionHandle, secret: string) => {
  for (const form of Object.values(FORMS)) {
    const text = form(secret);
    session.info(`before ${text} after`);
    session.warn('in data', { a: text, list: [text], map: new Map([[text, text]]), [text]: 1 });
    session.error('split', {
      parts: halves(text),
      deep: { first: halves(text)[0], then: halves(text)[1] },
    });
    session.summarize(`summary ${text}`);
    app.strapi.log.info(`to the console ${text}`);
    console.error(`to the console ${text}`);
  }
  session.error('an Axios-like error', axiosLikeError(secret));
  session.error(caused(secret).message, caused(secret));
  session.error('headers', new Headers({ authorization: `Bearer ${encodeURIComponent(secret)}` }));
  session.debug('bytes', Buffer.from(secret));
  session.info(`postgres://strapi:${encodeURIComponent(secret)}@db.internal:5432/strapi`);
  session.info(`curl -H 'Cookie: jwt=${secret}' https://example.com`);
  app.strapi.log.error(caused(secret));
};

/** Long enough to be cut: one that the config names, one that is learnt while Strapi runs. */
const CUT_SECRETS = {
  'a value that the config names': 'Zq8+x2vM/5tLw9Rb4Hn7Jc3Yd6Pf1Gs0',
  'the Localazy access token': 'lzt-7fK2mX9wQ4bT8nV3hR6cL1pD5jS0yG',
};

/** How a secret can lie in one line in pieces; each returns the pieces that must not be there. */
const CUTS: Record<string, (session: SessionHandle, secret: string) => string[]> = {
  'halves behind each other in a list': (session, secret) => {
    session.info('a list', { parts: halves(secret) });
    return halves(secret);
  },
  'halves in two fields, other things between them, the last first': (session, secret) => {
    const [first, last] = halves(secret);
    session.info('fields', {
      b: `it ends in ${last}.`,
      more: ['words', 5],
      a: `begins: ${first}!`,
    });
    return halves(secret);
  },
  'halves as names of fields': (session, secret) => {
    session.info('names', Object.fromEntries(halves(secret).map((half) => [half, 1])));
    return halves(secret);
  },
  'one half a field’s name, the other its value': (session, secret) => {
    const [first, last] = halves(secret);
    session.info('a map', new Map([[first, last]]));
    return halves(secret);
  },
  'a half at the message’s end, the other as data': (session, secret) => {
    const [first, last] = halves(secret);
    session.info(`goes on: ${first}`, last);
    return halves(secret);
  },
  'a half in the message, the other deep in data': (session, secret) => {
    const [first, last] = halves(secret);
    session.info(`first ${first}, then the rest`, { deep: { in: ['it', { lies: `=${last}=` }] } });
    return halves(secret);
  },
  'halves in one message': (session, secret) => {
    session.info(halves(secret).join(' and '));
    return halves(secret);
  },
  'characters in a list': (session, secret) => {
    session.info('characters', [...secret]);
    return [JSON.stringify([...secret]).slice(1, -1)];
  },
  'a few characters each, from the message into data': (session, secret) => {
    const [first, ...rest] = inPieces(secret, 11);
    session.info(`begins ${first}`, { rest });
    return [JSON.stringify(rest).slice(1, -1)];
  },
  'halves in two lines': (session, secret) => {
    halves(secret).forEach((half) => session.info(`a half: ${half}.`));
    return halves(secret);
  },
};

let localazy: LocalazyApi;
let app: OfficialApp;
let strapiConsole: ReturnType<typeof listenToConsole>;

const onPostgres = databases.includes('postgres');

beforeAll(async () => {
  strapiConsole = listenToConsole();
  localazy = await createLocalazyApi({
    state: {
      accessToken: 'set below: a header holds no such letters',
      webhookSecret: SECRETS['the webhook secret'],
    },
  });
  app = await startOfficialApp({
    localazy,
    // Its test server trusts local connections, whatever password they send.
    database: onPostgres ? 'postgres' : 'sqlite',
    config: {
      redact: {
        keys: [],
        values: [
          SECRETS['a value that the config names'],
          CUT_SECRETS['a value that the config names'],
        ],
      },
    },
    env: {
      APP_KEYS: `${SECRETS['a key of the app']},another-app-key`,
      ADMIN_JWT_SECRET: SECRETS['the admin panel’s JWT secret'],
      API_TOKEN_SALT: SECRETS['the salt of API tokens'],
      TRANSFER_TOKEN_SALT: SECRETS['the salt of transfer tokens'],
      JWT_SECRET: SECRETS['the JWT secret of users'],
      ...(onPostgres && { DATABASE_PASSWORD: SECRETS['the database’s password'] }),
    },
  });
});
afterAll(async () => {
  strapiConsole.stop();
  await app?.stop();
  await localazy?.close();
});

/** Everything that is stored, returned or logged. */
const everythingOfOurs = async () => {
  const logger: ActivityLogger = app.strapi.plugin('localazy-activity-logs').service('logger');
  await logger.flush();
  const get = async (path: string) =>
    (await app.request('GET', `${API}${path}`, { token: app.admin.token })).body;
  const bundles: unknown[] = [];
  for (const { id } of await app.knex('localazy_activity_sessions').select('id')) {
    bundles.push(await get(`/sessions/${id}/bundle`));
  }
  return {
    sessions: JSON.stringify(await app.knex('localazy_activity_sessions')),
    entries: JSON.stringify(await app.knex('localazy_activity_entries')),
    export: JSON.stringify(await get('/export')),
    'troubleshooting bundles': JSON.stringify(bundles),
    'connection check': JSON.stringify(await get('/connection')),
    'console lines of ours': strapiConsole.ours().join('\n'),
  };
};

const known = Object.entries(SECRETS).filter(
  ([name]) => onPostgres || name !== 'the database’s password'
);

describe('planted secrets', () => {
  it('are in nothing that is stored, exported or said, in whatever form and place', async () => {
    const logger: ActivityLogger = app.strapi.plugin('localazy-activity-logs').service('logger');
    await app.localazy.deliverWebhook(app.url, { forge: true }); // its check fetches the webhook secret
    await app.official('localazyUserService').updateUser({
      ...(await app.official('localazyUserService').getUser()),
      accessToken: SECRETS['the Localazy access token'],
    });

    for (const [, secret] of known) {
      await logger
        .run({ eventType: 'upload', initiatedBy: `by ${secret}` }, (session) => {
          plant(app, session, secret);
          throw axiosLikeError(secret);
        })
        .catch(() => undefined);
      logger.start({ eventType: 'download' }).fail(`failed with ${secret}`);
    }
    await app.official('pluginSettingsService').updatePluginSettings({
      notes: known.flatMap(([, secret]) => Object.values(FORMS).map((form) => form(secret))),
    });
    await logger.flush();
    await app.transfer('download'); // fails: our own console line has the reason
    expect(strapiConsole.ours()).not.toEqual([]);

    const places = await everythingOfOurs();
    const found = known.flatMap(([name, secret]) =>
      tracesOf(secret).flatMap((trace) =>
        Object.entries(places)
          .filter(
            ([, text]) => text.includes(trace) || text.includes(JSON.stringify(trace).slice(1, -1))
          )
          .map(([place]) => `${name} in ${place}: ${trace}`)
      )
    );
    expect(found).toEqual([]);
    expect(places.entries.split('[redacted]').length).toBeGreaterThan(known.length * 100);
    saw({
      heading,
      done: `${known.length} secrets (${known.map(([name]) => name).join(', ')}), each in ${Object.keys(FORMS).length} forms and 10 places`,
      seen: `in none of: ${Object.keys(places).join(', ')}; ${places.entries.split('[redacted]').length - 1} times [redacted]`,
    });
  });

  it('cut into pieces leave no piece behind that tells of them', async () => {
    const logger: ActivityLogger = app.strapi.plugin('localazy-activity-logs').service('logger');
    await app.official('localazyUserService').updateUser({
      ...(await app.official('localazyUserService').getUser()),
      accessToken: CUT_SECRETS['the Localazy access token'],
    });
    const forms = { raw: FORMS.raw, 'URL-encoded': FORMS['URL-encoded'], base64 };
    const planted: { what: string; piece: string }[] = [];
    await logger.run({ eventType: 'upload', initiatedBy: 'In pieces' }, (session) => {
      for (const [name, secret] of Object.entries(CUT_SECRETS)) {
        for (const [form, write] of Object.entries(forms)) {
          for (const [how, cut] of Object.entries(CUTS)) {
            const what = `${name}, ${form}: ${how}`;
            cut(session, write(secret)).forEach((piece) => planted.push({ what, piece }));
          }
        }
      }
      session.info('What is no secret stays', { parts: ['what is ', 'no secret'] });
    });

    const places = await everythingOfOurs();
    expect(
      planted
        .filter(({ piece }) => Object.values(places).some((text) => text.includes(piece)))
        .map(({ what, piece }) => `${what}: ${piece}`)
    ).toEqual([]);
    expect(places.export).toContain('{"parts":["what is ","no secret"]}');
    saw({
      heading,
      done: `${Object.keys(CUT_SECRETS).length} secrets, in ${Object.keys(forms).length} forms, in pieces: ${Object.keys(CUTS).join('; ')}`,
      seen: `none of the ${planted.length} pieces in: ${Object.keys(places).join(', ')}`,
    });
  });

  it('whose values nobody knows beforehand are found by their looks', async () => {
    const logger: ActivityLogger = app.strapi.plugin('localazy-activity-logs').service('logger');
    const jwt = app.admin.token;
    const unknown = ['sk-live-0123456789abcdef', 'hunter2hunter2'];
    await logger.run({ eventType: 'upload' }, (session) => {
      session.info(`Authorization: Bearer ${jwt}`, { headers: { authorization: `Bearer ${jwt}` } });
      session.info(`the session’s token is ${jwt}.`, [jwt, { any: jwt }]);
      session.info(`{"apiKey":"${unknown[0]}"}`, { apiKey: unknown[0] });
      session.info(`https://user:${unknown[1]}@example.com/`, { password: unknown[1] });
      session.info('raw headers', ['Cookie', `a=${unknown[0]}`, 'Authorization', unknown[1]]);
    });
    const places = await everythingOfOurs();
    const traces = [...unknown, jwt, jwt.split('.')[2]];
    expect(
      traces.filter((trace) => Object.values(places).some((text) => text.includes(trace)))
    ).toEqual([]);
    saw({
      heading,
      done: 'a JWT, an API key, a password, a cookie that no configuration names',
      seen: 'blanked out by their looks, in messages and in data',
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStrapi, type RunningStrapi } from '../harness';
import { listenToConsole } from './support/console-lines';
import { loggerOf } from './support/operation';
import { saw } from './support/saw';
import { messagesOf, sessionOf } from './support/stored';

const heading = 'Hostile input';

const PLACEHOLDERS = {
  'admin.auth.secret': 'x'.repeat(32),
  'admin.apiToken.salt': 'changeme'.repeat(3),
  'admin.transfer.token.salt': '00000000-0000-0000-0000-000000000000',
  'plugin.users-permissions.jwtSecret': 'test',
};
const STRONG = `${'ab'.repeat(20)}Zq8+x2vM`;

const LINE_BYTES = 16 * 1024;

let strapiConsole: ReturnType<typeof listenToConsole>;
let app: RunningStrapi;

beforeAll(async () => {
  strapiConsole = listenToConsole();
  app = await startStrapi({
    config: { redact: { keys: [], values: [STRONG] } },
    env: {
      ADMIN_JWT_SECRET: PLACEHOLDERS['admin.auth.secret'],
      API_TOKEN_SALT: PLACEHOLDERS['admin.apiToken.salt'],
      TRANSFER_TOKEN_SALT: PLACEHOLDERS['admin.transfer.token.salt'],
      JWT_SECRET: PLACEHOLDERS['plugin.users-permissions.jwtSecret'],
      APP_KEYS: 'toBeModified1,toBeModified2',
    },
  });
});
afterAll(async () => {
  strapiConsole.stop();
  await app?.stop();
});

const record = async (name: string, lines: string[]) => {
  await loggerOf(app).run({ eventType: 'upload', initiatedBy: name }, (session) =>
    lines.forEach((line) => session.info(line))
  );
  await loggerOf(app).flush();
  return messagesOf(app.knex, (await sessionOf(app.knex, name))?.id ?? 0);
};

describe('placeholders in place of secrets', () => {
  it('are named once at start by their settings, never by their values', () => {
    const warnings = strapiConsole.ours().filter((line) => line.startsWith('warn: Too weak'));
    expect(warnings).toHaveLength(1);
    for (const [setting, value] of Object.entries(PLACEHOLDERS)) {
      expect(warnings[0]).toContain(setting);
      expect(warnings[0]).not.toContain(value);
    }
    expect(warnings[0]).toContain('server.app.keys');
    expect(warnings[0]).not.toContain('redact.values');
    saw({
      heading,
      done: `settings whose values can't be told from words: ${Object.values(PLACEHOLDERS).join(', ')}`,
      seen: 'one console line at start names the settings',
    });
  });

  it('leave ordinary lines as they are, and are blanked out where they are named', async () => {
    const ordinary = ['Created new entry api::test.test[3]', `${'x'.repeat(40)} changeme`];
    expect(
      await record('Ordinary', [...ordinary, 'jwtSecret=test', '{"password":"changeme"}'])
    ).toEqual([...ordinary, 'jwtSecret=[redacted]', '{"password":"[redacted]"}']);
    saw({
      heading,
      done: 'lines that hold the words that are secrets by mistake',
      seen: 'unchanged; blanked out behind "jwtSecret=" and under "password"',
    });
  });

  it('and secrets of repeats hold nobody up: lines of 16 KB are stored like others', async () => {
    const cost = async (name: string, line: string) => {
      const before = process.cpuUsage();
      await record(name, Array<string>(20).fill(line));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const repeat = (unit: string) => unit.repeat(LINE_BYTES / unit.length);
    await cost('Warm', repeat('Hello. '));
    const plain = await cost('Plain', repeat('Hello. '));
    const repeats = await cost('Repeats', repeat('ab'));
    const xs = await cost('Many x', repeat('x'));
    // The quadratic search of before took hundreds of times as long.
    expect(Math.max(repeats, xs)).toBeLessThan(20 * Math.max(plain, 20));
    expect(await record('Whole', [`a ${STRONG} b`])).toEqual(['a [redacted] b']);
    saw({
      heading,
      done: `20 lines of 16 KB made of what a secret repeats`,
      seen: `${Math.round(Math.max(repeats, xs))} ms of processor time; 20 lines of words: ${Math.round(plain)} ms`,
    });
  });
});

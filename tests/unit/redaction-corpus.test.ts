import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRedactor, REDACTED } from '../../server/domain/redaction';

const LINES = readFileSync(new URL('fixtures/ordinary-lines.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '));

/** Secrets as the hosts of the plugin have them, careful ones and careless ones. */
const SECRETS = [
  ...['strapi', 'test', 'postgres', '1234', 'localazy', 'admin', 'toBeModified1', 'password'],
  ...['x'.repeat(32), '00000000-0000-0000-0000-000000000000', 'changeme'.repeat(3)],
  ...['postgres://strapi:strapi@localhost:5432/strapi', 'Zq8+x2vM/5tLw9Rb4Hn7Jc3Yd6Pf1Gs0'],
  ...['9f1c0e7ab8d24c5f8e6b3a2d1c0f9e8d', 'lzt-7fK2mX9wQ4bT8nV3hR6cL1pD5jS0yG', 'MySt'],
];
const redactor = createRedactor({
  secrets: SECRETS.map((value) => ({ value, label: 'a.setting' })),
});

describe('Ordinary lines', () => {
  it('are many', () => {
    expect(LINES.length).toBeGreaterThan(300);
  });

  it('pass unchanged as messages', () => {
    expect(LINES.map(redactor.message)).toEqual(LINES);
  });

  it('pass unchanged within other text', () => {
    const within = LINES.map((line) => `2 of 3: ${line} (done)`);
    expect(within.map(redactor.message)).toEqual(within);
  });

  it('pass unchanged as data', () => {
    const data = LINES.map((text) => ({ text, list: [text, 1], title: text }));
    expect(data.map((one) => JSON.parse(redactor.line('', one).data ?? 'null'))).toEqual(data);
  });

  it('would show where one of them were blanked out', () => {
    expect(redactor.message(`${LINES[0]} password=hunter2`)).toContain(REDACTED);
  });
});

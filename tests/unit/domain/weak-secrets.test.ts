import { describe, expect, it } from 'vitest';
import { createRedactor, REDACTED } from '../../../server/domain/redaction';
import { isWeakSecret } from '../../../server/domain/redaction/weak-secrets';

describe('A secret that can’t be told from ordinary words', () => {
  it.each([
    ...['strapi', 'test', 'postgres', '1234', 'admin', 'localazy', 'password', 'root', 'kX9!'],
    ...['20261126', '00000000-0000-0000-0000-000000000000', 'x'.repeat(32), '0'.repeat(32)],
    ...['changeme', 'changeme'.repeat(3), 'abab'.repeat(8), 'toBeModified1', 'tobemodified'],
    ...['strapi-dev', 'my_secret_key', 'your-secret-here', 'Password123', 'admin2024', 'elephant'],
  ])('is weak: %s', (value) => {
    expect(isWeakSecret(value)).toBe(true);
  });

  it.each([
    ...['Zq8+x2vM/5tLw9Rb', 'hunter2hunter2x', 'kdjfhwtqz', 'correct horse battery staple'],
    ...['playground-admin-secret', 'house-secret', '5f4dcc3b5aa765d61d8327deb882cf99'],
    ...['9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d', '!@#$%^&*()_+', 'qwhzxcvbvbnmtrwq'],
  ])('is not weak: %s', (value) => {
    expect(isWeakSecret(value)).toBe(false);
  });

  const settings = [
    'database.connection.connection.password',
    'admin.apiToken.salt',
    'redact.values',
  ];
  const redactor = createRedactor({
    secrets: [
      { value: 'strapi', label: settings[0] },
      { value: '1234', label: settings[1] },
      { value: 'test', label: settings[1] },
      { value: 'Zq8+x2vM/5tLw9Rb', label: settings[2] },
    ],
  });

  it('leaves ordinary lines alone', () => {
    for (const text of ['Uploaded 1234 keys of strapi', 'Created new entry api::test.test[1234]']) {
      const { message, data } = redactor.line(text, { test: 1234, strapi: 'strapi' });
      expect(message).toBe(text);
      expect(JSON.parse(data ?? '')).toEqual({ test: 1234, strapi: 'strapi' });
    }
  });

  it('is blanked out where something names it a secret', () => {
    expect(redactor.message('password=strapi')).toBe(`password=${REDACTED}`);
    expect(redactor.message('"password": 1234')).toBe(`"password": ${REDACTED}`);
    expect(redactor.message('postgres://strapi:strapi@db/strapi')).toBe(
      `postgres://${REDACTED}@db/strapi`
    );
    expect(redactor.line('', { password: 'strapi', user: 'strapi' }).data).toBe(
      JSON.stringify({ password: REDACTED, user: 'strapi' })
    );
  });

  it('is named by its setting, never by its value', () => {
    expect(redactor.weakSecrets()).toEqual(settings.slice(0, 2));
  });
});

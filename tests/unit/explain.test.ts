import { describe, expect, it } from 'vitest';
import { explain, explainInStrapi } from '../../server/localazy/explain';

const failing = (message: string, place: string) => {
  const error = new TypeError(message);
  error.stack = `TypeError: ${message}\n    at read (/app/node_modules/@localazy/strapi-plugin/server/${place}:9:3)`;
  return error;
};

const invalid = (...errors: { path: (string | number)[]; message: string }[]) =>
  Object.assign(new Error(`${errors.length} errors occurred`), { details: { errors } });

const textOf = (error: unknown) => explain(error).cause.text;

describe('why something of the official plugin failed', () => {
  it('names each field that Strapi does not accept', () => {
    const error = invalid(
      { path: ['name'], message: 'name must be at most 20 characters' },
      { path: ['slug'], message: 'This attribute must be unique' },
      { path: ['seo', 'metaTitle'], message: 'must be defined' }
    );
    expect(textOf(error)).toBe(
      'Strapi does not accept the translation: name must be at most 20 characters; slug must be unique; seo.metaTitle: must be defined.'
    );
  });

  it('names three fields at most, and how many there are more', () => {
    const error = invalid(
      ...['a', 'b', 'c', 'd', 'e'].map((path) => ({ path: [path], message: 'is too long' }))
    );
    expect(textOf(error)).toMatch(/: a: is too long; .*; and 2 more\.$/);
  });

  it.each([
    [
      'a translation whose components differ from its source',
      failing(
        "Cannot read properties of undefined (reading 'id')",
        'utils/populate-create-update-entry-with-base-entry.js'
      ),
      /^The source entry has changed/,
    ],
    [
      'a component that the transfer setup lacks',
      failing(
        "Cannot read properties of undefined (reading 'find')",
        'functions/should-set-downloaded-property.js'
      ),
      /^Localazy holds texts of a field that the transfer setup leaves out/,
    ],
    [
      'a language that was not added',
      new Error('Locale not found'),
      /^Its language does not exist/,
    ],
    [
      'an entry that another transfer created',
      new Error('The entity already exists in this locale'),
      /^The entry exists in this language already/,
    ],
    [
      'a deadlock',
      new Error("update `articles` set `title` = 'x' - Deadlock found"),
      /^The database was busy/,
    ],
    ['an error of a programmer', new TypeError('x is not a function'), /^An error inside Strapi/],
    [
      'an error of a hook that mentions what exists already',
      new Error('A redirect for this slug already exists'),
      /^A redirect for this slug already exists\.$/,
    ],
    [
      'a block of a dynamic zone that was replaced in the source',
      invalid({ path: ['blocks', 1, '__component'], message: '__component is a required field' }),
      /^The source entry has changed/,
    ],
    [
      'a stored setup that is none',
      Object.assign(new TypeError("Cannot read properties of undefined (reading 'find')"), {
        stack: 'TypeError: …\n    at findSetupModelByCollectionUid (/app/setup.js:9:3)',
      }),
      /^The transfer setup cannot be read/,
    ],
    ['what a hook of the host says', new Error('slug is reserved.'), /^Slug is reserved\.$/],
  ])('is said for an editor: %s', (_, error, text) => {
    expect(textOf(error)).toMatch(text);
  });

  it('quotes the response where the API client has made “[object Object]” of its error', () => {
    const error = new Error('Request failed with status code 423: [object Object]');
    const body = { error: { message: 'The file is locked' } };
    const { cause, detail } = explain(error, { status: 423, isJson: true, body });
    expect(`${cause.text} ${detail}`).toContain('The file is locked');
    expect(`${cause.text} ${detail}`).not.toContain('[object');
  });

  it.each([
    ['Request failed with status code 401', 'Request failed with status code 401.'],
    ['fetch failed', 'Fetch failed.'],
    ['read ECONNRESET', 'Read ECONNRESET.'],
  ])('is never Localazy’s fault where Strapi itself failed: %s', (message, text) => {
    expect(explainInStrapi(new Error(message)).cause.text).toBe(text);
  });

  it('tells a page of a firewall from a response of Localazy', () => {
    const error = new Error('Request failed with status code 403: Forbidden');
    const page = { status: 403, isJson: false, body: '<title>Access denied</title>' };
    expect(explain(error, page)).toMatchObject({
      cause: { id: 'blocked' },
      detail: 'status 403, “Access denied”',
    });
    expect(explain(error, { ...page, isJson: true, body: {} })).toMatchObject({
      cause: { id: 'not-allowed' },
    });
  });
});

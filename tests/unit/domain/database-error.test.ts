import { describe, expect, it } from 'vitest';
import { describeDatabaseError } from '../../../server/domain/database-error';

const CONTENT = 'Kaffee in Lissabon - it’s a secret';
const STATEMENT = `update \`articles\` set \`title\` = '${CONTENT}', \`text\` = '${'x'.repeat(5_000)}' where \`id\` = 7`;

describe('why a database refused something', () => {
  it.each([
    [
      "Data too long for column 'title' at row 1",
      'The text is too long for the field “title” in the database.',
    ],
    [
      'value too long for type character varying(255)',
      'A text is longer than the 255 characters that its field takes in the database.',
    ],
    [
      'UNIQUE constraint failed: articles.slug',
      'The value of the field “slug” must be unique, and is taken already.',
    ],
    [
      `Duplicate entry '${CONTENT}' for key 'articles_slug_unique'`,
      'The value of the field “slug” must be unique, and is taken already.',
    ],
    [
      'duplicate key value violates unique constraint "articles_slug_unique"',
      'The value of the field “slug” must be unique, and is taken already.',
    ],
    ['NOT NULL constraint failed: articles.title', 'The field “title” must not be empty.'],
    ['FOREIGN KEY constraint failed', 'It refers to content that no longer exists.'],
    [
      'Deadlock found when trying to get lock; try restarting transaction',
      'The database was busy with other changes to the same content: try again.',
    ],
    [
      'deadlock detected',
      'The database was busy with other changes to the same content: try again.',
    ],
    [
      `Incorrect string value: '\\xF0\\x9F' for column \`db\`.\`articles\`.\`title\` at row 1`,
      'The database cannot store a character of the text.',
    ],
    [
      `invalid input syntax for type integer: "${CONTENT}"`,
      'The database refused to save it: the log has its details.',
    ],
  ])('is said without statement and content: %s', (reason, text) => {
    expect(describeDatabaseError(`${STATEMENT} - ${reason}`)?.text).toBe(text);
  });

  it.each([
    'Select a category - it is required',
    'Update refused',
    'The database is locked',
    'name must be at most 20 characters',
  ])('is nothing where no database refused it: %s', (message) => {
    expect(describeDatabaseError(message)).toBeNull();
  });
});

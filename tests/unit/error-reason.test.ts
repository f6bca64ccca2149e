import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../server/domain/error-reason';

const STATEMENT = `insert into \`localazy_activity_entries\` (\`message\`) values ('a line - with dashes ${'x'.repeat(5_000)}')`;

describe('the reason of an error on the console', () => {
  it.each([
    ['SQLite', 'database or disk is full'],
    ['PostgreSQL', 'could not extend file: No space left on device'],
    ['MariaDB', "The table 'localazy_activity_entries' is full"],
  ])('is that of %s, without the statement', (_, reason) => {
    expect(reasonOf(new Error(`${STATEMENT} - ${reason}`))).toBe(reason);
  });

  it('has no part of the value that MySQL repeats', () => {
    const error = new Error(
      `${STATEMENT} - Incorrect string value: '\\xF0\\x9F\\x9A\\x80 it's' for column \`db\`.\`e\`.\`message\` at row 1`
    );
    expect(reasonOf(error)).toBe('Incorrect string value for column `db`.`e`.`message` at row 1');
  });

  it('is whole where no statement precedes it', () => {
    expect(reasonOf(new Error('Timeout acquiring a connection - the pool is full'))).toBe(
      'Timeout acquiring a connection - the pool is full'
    );
  });

  it('takes time in proportion to the text, also where values seem to begin again and again', () => {
    const start = process.cpuUsage();
    reasonOf(new Error("value: '".repeat(50_000)));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
  });
});

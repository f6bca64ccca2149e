import { expect, it } from 'vitest';
import { faultsTable } from '../faults/support/table';

it('the table of faults shows each note once, under its heading, wrapped, with its outcome', () => {
  const long = 'word '.repeat(30).trim();
  const text = faultsTable([
    { heading: 'Hostile input', done: 'fed garbage', seen: 'refused it', passed: true },
    { heading: 'Interruptions', done: long, seen: 'Failed', passed: false },
  ]);
  const lines = text.split('\n');
  expect(lines.filter((line) => /^\S/.test(line))).toEqual(['Interruptions', 'Hostile input']);
  expect(lines.find((line) => line.includes('fed garbage'))).toMatch(/^ {2}✓ .* {2}refused it$/);
  expect(lines.find((line) => line.includes('Failed'))).toMatch(/^ {2}✗ /);
  expect(text.match(/word/g)).toHaveLength(30);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
});

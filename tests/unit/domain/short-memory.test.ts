import { expect, test } from 'vitest';
import { createShortMemory } from '../../../server/domain/short-memory';

const memoryAt = (time: { now: number }) =>
  createShortMemory<string[]>({ limit: 2, keptMs: 60, make: () => [], now: () => time.now });

test('what is noted by a key is there for the next one who asks by it', () => {
  const memory = memoryAt({ now: 0 });
  memory('a').push('seen');
  expect(memory('a')).toEqual(['seen']);
  expect(memory('b')).toEqual([]);
});

test('it is forgotten a while after it was first asked for, however often since', () => {
  const time = { now: 0 };
  const memory = memoryAt(time);
  memory('a').push('seen');
  time.now = 59;
  expect(memory('a')).toEqual(['seen']);
  time.now = 60;
  expect(memory('a')).toEqual([]);
  memory('a').push('seen again');
  time.now = 119;
  expect(memory('a')).toEqual(['seen again']);
});

test('of more keys than are kept, those used last are', () => {
  const memory = memoryAt({ now: 0 });
  memory('a').push('seen');
  memory('b').push('seen');
  memory('a');
  memory('c');
  expect(memory('a')).toEqual(['seen']);
  expect(memory('b')).toEqual([]);
});

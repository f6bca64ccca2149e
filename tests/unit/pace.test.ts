import { describe, expect, test } from 'vitest';
import { createPace } from '../../server/store/pace/pace';

const ROWS = Array.from({ length: 1_000 }, (_, index) => index);

/** Works on all rows where a statement takes `msOf` its number of rows; answers how many each was given. */
const partsWhere = async (msOf: (rows: number) => number, rows = ROWS) => {
  let clock = 0;
  const parts: number[][] = [];
  const pace = createPace({ most: 100, goalMs: 20, now: () => clock });
  await pace.inParts(rows, async (some) => {
    clock += msOf(some.length);
    parts.push(some);
  });
  return parts;
};

const lengths = (parts: number[][]) => parts.map((part) => part.length);

describe('rows worked on at a pace', () => {
  test('each comes once, in order', async () => {
    const parts = await partsWhere((rows) => rows);
    expect(parts.flat()).toEqual(ROWS);
  });

  test.each([0, 1])('%i rows are no trouble', async (count) => {
    expect(await partsWhere(() => 1, ROWS.slice(0, count))).toHaveLength(count);
  });

  test('begins with few, and grows to the most that are allowed', async () => {
    const parts = lengths(await partsWhere(() => 1));
    expect(parts.slice(0, 3)).toEqual([25, 32, 40]);
    expect(Math.max(...parts)).toBe(100);
  });

  test('where a row takes long, a statement takes as long as wanted', async () => {
    const parts = lengths(await partsWhere((rows) => rows * 2));
    expect(parts.slice(1, -1).every((rows) => rows === 10)).toBe(true);
  });

  test('after one that took far too long the next is given a quarter, and it grows again', async () => {
    let isFirst = true;
    const parts = lengths(
      await partsWhere((rows) => {
        const ms = isFirst ? 10_000 : rows / 5;
        isFirst = false;
        return ms;
      })
    );
    expect(parts.slice(0, 4)).toEqual([25, 7, 9, 12]);
    expect(Math.max(...parts)).toBe(100);
  });

  test('one row at least, however long it takes', async () => {
    const parts = lengths(await partsWhere(() => 10_000));
    expect(parts.slice(4, 10)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('what is left at the end tells nothing', async () => {
    let clock = 0;
    const given: number[] = [];
    const pace = createPace({ most: 100, goalMs: 20, now: () => clock });
    for (const count of [5, 5, 30]) {
      await pace.inParts(ROWS.slice(0, count), async (some) => {
        clock += 10_000;
        given.push(some.length);
      });
    }
    expect(given).toEqual([5, 5, 25, 5]);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { severalAtOnce } from '../../server/store/pace/several-at-once';

const ITEMS = [5, 1, 4, 2, 3, 0];

describe('several at once', () => {
  test('results come in the order of the items, whichever was over first', async () => {
    const doubled = await severalAtOnce(ITEMS, 2, async (item) => {
      await sleep(item);
      return item * 2;
    });
    expect(doubled).toEqual(ITEMS.map((item) => item * 2));
  });

  test.each([1, 2, 5, 9])('%i of them are under way at most, and so many are', async (limit) => {
    let underWay = 0;
    let most = 0;
    await severalAtOnce(ITEMS, limit, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await sleep(2);
      underWay -= 1;
    });
    expect(most).toBe(Math.min(limit, ITEMS.length));
  });

  test('the next one begins as soon as any is over', async () => {
    const begun: string[] = [];
    let letGo = () => {};
    const slow = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await severalAtOnce(['slow', 'quick', 'next', 'last'], 2, async (item) => {
      begun.push(item);
      if (item === 'slow') await slow;
      if (item === 'last') letGo();
    });
    expect(begun).toEqual(['slow', 'quick', 'next', 'last']);
  });

  test('after a fault none is begun any more', async () => {
    const begun: number[] = [];
    const all = severalAtOnce(ITEMS, 2, async (item) => {
      begun.push(item);
      await sleep(1);
      if (item === 5) throw new Error('The database is away');
      await sleep(5);
    });
    await expect(all).rejects.toThrow('The database is away');
    await sleep(20);
    expect(begun).toEqual([5, 1]);
  });

  test('nothing to do is done', async () => {
    expect(await severalAtOnce([], 2, () => expect.fail('called'))).toEqual([]);
  });
});

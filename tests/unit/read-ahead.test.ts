import { describe, expect, it } from 'vitest';
import { readAhead } from '../../server/store/pace/read-ahead';
import { until } from '../harness/until';

const REFUSED = new Error('The database is gone');

/** Numbers from 1 on; says which was asked for last, and whether it was let go. */
const createSource = ({ count = Infinity, failsAt = Infinity } = {}) => {
  const seen = { asked: 0, isLetGo: false };
  async function* numbers(): AsyncGenerator<number> {
    try {
      while (seen.asked < count) {
        seen.asked += 1;
        await Promise.resolve();
        if (seen.asked === failsAt) throw REFUSED;
        yield seen.asked;
      }
    } finally {
      seen.isLetGo = true;
    }
  }
  return { seen, numbers: numbers() };
};

describe('reading ahead', () => {
  it('gives all there is, in order', async () => {
    const given: number[] = [];
    for await (const number of readAhead(createSource({ count: 5 }).numbers)) given.push(number);
    expect(given).toEqual([1, 2, 3, 4, 5]);
  });

  it('asks for the next one while one is used, and for no more', async () => {
    const { seen, numbers } = createSource();
    const ahead = readAhead(numbers);
    await ahead.next();
    await until('the second one is asked for', () => seen.asked === 2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(seen.asked).toBe(2);
    await ahead.return(undefined);
  });

  it('lets go of what it reads when its reader goes away', async () => {
    const { seen, numbers } = createSource();
    for await (const number of readAhead(numbers)) if (number === 3) break;
    expect(seen.isLetGo).toBe(true);
  });

  it('fails where the failed one is waited for, after all before it', async () => {
    const given: number[] = [];
    const reading = async () => {
      for await (const number of readAhead(createSource({ failsAt: 3 }).numbers)) {
        given.push(number);
        // What fails meanwhile is thrown later, not at nobody.
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    await expect(reading()).rejects.toBe(REFUSED);
    expect(given).toEqual([1, 2]);
  });

  it('leaves a failure to nobody where its reader has gone away', async () => {
    const ahead = readAhead(createSource({ failsAt: 2 }).numbers);
    await ahead.next();
    await expect(ahead.return(undefined)).resolves.toMatchObject({ done: true });
  });
});

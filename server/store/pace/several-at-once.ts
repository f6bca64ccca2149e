import { pause } from './pause';

/**
 * What `work` makes of each item, in their order, with at most `limit` of them under way. Rejects with
 * the first fault, after which none is begun any more.
 */
export const severalAtOnce = async <Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>
): Promise<Result[]> => {
  const results: Result[] = [];
  const waiting = [...items.entries()];
  const workOn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, item] = next;
      results[index] = await work(item);
      await pause();
    }
  };
  const workers = Array.from({ length: limit }, workOn);
  await Promise.all(workers).finally(() => waiting.splice(0));
  return results;
};

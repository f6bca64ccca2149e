interface Bounds<Item> {
  maxItems: number;
  maxWeight: number;
  weightOf: (item: Item) => number;
}

/** Items in order, in batches within both bounds; one that is heavier than a batch may be has its own. */
export const toBatches = <Item>(
  items: Item[],
  { maxItems, maxWeight, weightOf }: Bounds<Item>
): Item[][] => {
  const batches: Item[][] = [];
  let weight = 0;
  for (const item of items) {
    const current = batches.at(-1);
    const added = weightOf(item);
    weight += added;
    if (!current || weight > maxWeight || current.length === maxItems) {
      batches.push([item]);
      weight = added;
    } else current.push(item);
  }
  return batches;
};

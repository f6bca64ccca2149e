import { readFileSync } from 'node:fs';
import { BaseSequencer } from 'vitest/node';

type Specs = Parameters<BaseSequencer['sort']>[0];

interface Ordered {
  spec: Specs[number];
  usesShared: boolean;
  size: number;
}

const describeFile = (spec: Specs[number]): Ordered => {
  const text = readFileSync(spec.moduleId, 'utf8');
  return { spec, usesShared: /sharedStrapi|start\w+World/.test(text), size: text.length };
};

/**
 * Files that share a Strapi come before those that need one of their own, which stops the shared one;
 * long ones first, so that no worker ends late.
 */
export class TestOrder extends BaseSequencer {
  async sort(specs: Specs): Promise<Specs> {
    return specs
      .map(describeFile)
      .sort((a, b) => Number(b.usesShared) - Number(a.usesShared) || b.size - a.size)
      .map(({ spec }) => spec);
  }
}

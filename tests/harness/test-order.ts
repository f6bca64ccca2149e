import { readFileSync } from 'node:fs';
import { BaseSequencer } from 'vitest/node';

type Specs = Parameters<BaseSequencer['sort']>[0];

/** Projects of threads run one after the other, in this order; that of forks runs beside them. */
const PROJECTS = ['faults', 'unit', 'server', 'sqlite', 'postgres', 'mysql', 'e2e'];

interface Ordered {
  spec: Specs[number];
  project: number;
  usesShared: boolean;
  size: number;
}

const describeFile = (spec: Specs[number]): Ordered => {
  const text = readFileSync(spec.moduleId, 'utf8');
  return {
    spec,
    project: PROJECTS.indexOf(spec.project.name),
    usesShared: /sharedStrapi|start\w+World/.test(text),
    size: text.length,
  };
};

/**
 * Browser tests come last, as they keep all processors busy by themselves. Files that share a Strapi
 * come before those that need one of their own, which stops the shared one; long ones first, so that no
 * worker ends late.
 */
export class TestOrder extends BaseSequencer {
  async sort(specs: Specs): Promise<Specs> {
    return specs
      .map(describeFile)
      .sort(
        (a, b) =>
          a.project - b.project || Number(b.usesShared) - Number(a.usesShared) || b.size - a.size
      )
      .map(({ spec }) => spec);
  }
}

import type { Bench } from '../bench';
import { holdFigure, type Figure } from '../figures';
import { watchHolds } from './event-loop';
import { inTurns } from './in-turns';
import { median } from './statistics';

interface Comparison {
  work: string;
  reference: string;
  atMost: number;
  rounds: number;
  ours: (round: number) => Promise<unknown>;
  byKnex: (round: number) => Promise<unknown>;
}

/** The medians of ours and of the same through knex alone, and how long ours held the event loop. */
export const compareReads = async (bench: Bench, given: Comparison): Promise<Figure[]> => {
  const watch = watchHolds(bench);
  const { rounds, ours: work, byKnex } = given;
  const { ours, reference } = await inTurns({ rounds, watch, ours: work, reference: byKnex });
  return [
    {
      work: `${given.work}, median`,
      value: median(ours),
      unit: 'ms',
      reference: { what: given.reference, value: median(reference) },
      goal: { of: 'ratio', atMost: given.atMost },
    },
    holdFigure(watch.holds),
  ];
};

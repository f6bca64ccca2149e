import type { HoldWatch } from './event-loop';
import { timed } from './statistics';

export interface Turns {
  /** Milliseconds of each turn. */
  ours: number[];
  reference: number[];
}

interface TurnOptions {
  rounds: number;
  watch: HoldWatch;
  ours: (round: number) => Promise<unknown>;
  reference: (round: number) => Promise<unknown>;
}

/** One of ours, one of the reference, and so on: whatever else the machine does meets both. */
export const inTurns = async ({ rounds, watch, ours, reference }: TurnOptions): Promise<Turns> => {
  const turns: Turns = { ours: [], reference: [] };
  for (let round = 0; round < rounds; round += 1) {
    const took = await watch.during(() => timed(() => ours(round)));
    turns.ours.push(took);
    turns.reference.push(await timed(() => reference(round)));
  }
  return turns;
};

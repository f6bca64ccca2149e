import { useCallback, useRef, useState } from 'react';
import type { MutableRefObject } from 'react';
import type { Entry } from '../../../shared/contracts';
import { listEntries } from '../../api/entries';
import type { EntryFilter } from '../../api/entries';

export type StepDirection = 'next' | 'previous';

/** A line that was stepped to. */
export interface CurrentLine {
  sequence: number;
  /** Its number among those stepped through, from 1, of how many. */
  ordinal: number;
  total: number;
}

/** Past every sequence that there can be. */
const BEYOND = 2_147_483_647;

interface StepQuestion {
  sessionId: number;
  filter: EntryFilter;
  direction: StepDirection;
  from: number;
}

const askOne = async ({ sessionId, filter, direction, from }: StepQuestion) => {
  const place = direction === 'next' ? { after: from } : { before: from };
  const { results, pagination } = await listEntries({ sessionId, filter, place, pageSize: 1 });
  const entry: Entry | undefined = results[0];
  return (
    entry && {
      sequence: entry.sequence,
      ordinal: pagination.offset + 1,
      total: pagination.total,
    }
  );
};

/** The next line that `filter` leaves; past the end, the first again, and the other way round. */
const askRound = async (question: StepQuestion): Promise<CurrentLine | undefined> =>
  (await askOne(question)) ??
  askOne({ ...question, from: question.direction === 'next' ? 0 : BEYOND });

interface LineStepsOptions {
  sessionId: number;
  /** Where the first step starts: the sequence of the first line on screen. */
  topSequence: MutableRefObject<number>;
}

/** Steps through the lines that some filter leaves, from the line stepped to last. */
export const useLineSteps = ({ sessionId, topSequence }: LineStepsOptions) => {
  const [current, setCurrent] = useState<CurrentLine | null>(null);
  const asked = useRef(0);

  /** Answers the line stepped to; nothing where there is none, or where a later step overtook. Throws what reading it throws. */
  const step = useCallback(
    async (filter: EntryFilter, direction: StepDirection) => {
      asked.current += 1;
      const question = asked.current;
      const top = topSequence.current;
      const from = current?.sequence ?? (direction === 'next' ? top - 1 : top);
      const found = await askRound({ sessionId, filter, direction, from });
      if (!found || question !== asked.current) return undefined;
      setCurrent(found);
      return found;
    },
    [current, sessionId, topSequence]
  );

  const reset = useCallback(() => setCurrent(null), []);

  return { current, step, reset };
};

import { useCallback, useEffect, useRef, useState } from 'react';
import { useHistory } from 'react-router-dom';
import { listEntries } from '../../api/entries';
import { revealing } from './console-state';
import type { ConsoleState } from './console-state';
import { parseLineRange } from './line-range';
import type { EntryCache } from './useEntryCache';

/** A line to bring on screen. Each is an object of its own: the same line may be asked for again. */
export interface LineJump {
  sequence: number;
  align: 'start' | 'center';
}

interface LineJumpOptions {
  sessionId: number;
  cache: EntryCache;
  state: ConsoleState;
  change: (patch: Partial<ConsoleState>) => void;
}

/** Which line the console is to bring on screen; at first the one in the URL's hash, or none. */
export const useLineJump = ({ sessionId, cache, state, change }: LineJumpOptions) => {
  const history = useHistory();
  const { hash } = history.location;
  const [jump, setJump] = useState<LineJump | null>(null);
  const isFirst = useRef(true);
  const present = useRef({ cache, state, change });
  present.current = { cache, state, change };

  /** Brings a line on screen, and changes what is listed where it isn't among it. */
  const reveal = useCallback(
    async (sequence: number) => {
      const { isListed } = await present.current.cache.locate(sequence);
      if (!isListed) {
        const place = { after: sequence - 1 };
        const { results } = await listEntries({ sessionId, filter: {}, place, pageSize: 1 });
        const [entry] = results;
        if (entry?.sequence === sequence) {
          present.current.change(revealing(present.current.state, entry));
        }
      }
      setJump({ sequence, align: 'center' });
    },
    [sessionId]
  );

  useEffect(() => {
    // What the console itself puts into the URL replaces; a typed or a followed one is a POP.
    const isGiven = isFirst.current || history.action === 'POP';
    isFirst.current = false;
    const range = parseLineRange(hash);
    // Where it can't be found out where the line is, the lines' own error is shown.
    if (range && isGiven) reveal(range.first).catch(() => undefined);
  }, [hash, history, reveal]);

  return { jump, setJump, reveal };
};

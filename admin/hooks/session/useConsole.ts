import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { usePersistentState } from '@strapi/helper-plugin';
import { useHistory } from 'react-router-dom';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Entry, Session } from '../../../shared/contracts';
import { parseLineRange } from '../../console/console-state';
import type { ConsoleState } from '../../console/console-state';
import { createLogView, positionOf, stepFrom } from '../../console/outline';
import type { StepDirection } from '../../console/outline';
import { useTranslate } from '../useTranslate';
import { useAnnouncements } from './useAnnouncements';
import { useConsoleUrl } from './useConsoleUrl';
import { useOutline } from './useLines';

const NO_LINES = new Uint32Array();

export type StepKind = 'match' | 'warn' | 'error';

/** A line to scroll to. Each is an object of its own: the same line may be wanted again. */
export interface LineJump {
  sequence: number;
  align: 'start' | 'center';
}

/** Calls `onLink` with the line in the URL's hash: at first, and when a person changes the hash. */
const useLinkedLine = (isReady: boolean, onLink: (sequence: number) => void) => {
  const history = useHistory();
  const { hash } = history.location;
  const [linked, setLinked] = useState(() => parseLineRange(hash)?.first);

  useEffect(() => {
    // The console's own changes of the hash are a REPLACE.
    if (history.action === 'POP') setLinked(parseLineRange(hash)?.first);
  }, [hash, history]);

  useEffect(() => {
    if (!isReady || linked === undefined) return;
    setLinked(undefined);
    onLink(linked);
  }, [isReady, linked, onLink]);
};

/** The state of the console of a session's lines, and what a person can do with it. */
export const useConsole = ({ id: sessionId, status }: Pick<Session, 'id' | 'status'>) => {
  const t = useTranslate();
  const isRunning = status === 'in-progress';
  const { state, selection, actions } = useConsoleUrl();
  const { levels, found, ...loading } = useOutline({ sessionId, isRunning, search: state.search });
  const view = useMemo(
    () => (levels === undefined ? null : createLogView({ levels, state, found })),
    [levels, state, found]
  );
  const [loaded] = useState(() => new Map<number, Entry>());

  const [isWrapped, setWrapped] = usePersistentState(`${PLUGIN_ID}.wrap-lines`, true);
  const [isFollowing, setFollowing] = useState(isRunning && selection === null);
  const [jump, setJump] = useState<LineJump | null>(null);
  const [current, setCurrent] = useState<{ sequence: number; kind: StepKind } | null>(null);
  const topSequence = useRef(1);

  const [openData, setOpenData] = useState<ReadonlySet<number>>(new Set());
  const toggleData = useCallback(
    (sequence: number) =>
      setOpenData((open) => {
        const next = new Set(open);
        if (!next.delete(sequence)) next.add(sequence);
        return next;
      }),
    []
  );

  const notifyStatus = useAnnouncements(view, isRunning, state.search);

  /** Scrolls to a line, and changes what is listed where the line isn't. */
  const goTo = (sequence: number) => {
    const listing = view?.stateListing(sequence) ?? state;
    if (listing !== state) actions.change(listing);
    setJump({ sequence, align: 'center' });
  };
  useLinkedLine(view !== null, goTo);

  const stepThrough = (kind: StepKind, direction: StepDirection = 'next') => {
    const numbers = kind === 'match' ? view?.matches : view?.ofLevel(kind);
    if (!numbers) return;
    const top = topSequence.current;
    const from = current?.sequence ?? (direction === 'next' ? top - 1 : top);
    const sequence = stepFrom(numbers, from, direction);
    if (sequence === undefined) return;
    setCurrent({ sequence, kind });
    setFollowing(false);
    goTo(sequence);
    const position = { line: sequence, ...positionOf(numbers, sequence) };
    notifyStatus(t('session-page.steppedTo', position));
  };

  /** Where to stay when other lines are listed; a new search begins at its first match. */
  const jumpAfter = ({ search }: Partial<ConsoleState>): LineJump | null => {
    if (search || isFollowing) return null;
    return current
      ? { sequence: current.sequence, align: 'center' }
      : { sequence: topSequence.current, align: 'start' };
  };

  const changeState = (patch: Partial<ConsoleState>) => {
    setJump(jumpAfter(patch));
    if (patch.search !== undefined) setCurrent(null);
    actions.change(patch);
  };

  return {
    sessionId,
    state,
    changeState,
    selection,
    actions,
    isRunning,
    view,
    listed: view?.listed ?? NO_LINES,
    loading,
    loaded,
    openData,
    toggleData,
    isWrapped,
    setWrapped,
    isFollowing: isFollowing && isRunning,
    setFollowing,
    jump,
    topSequence,
    currentLine: current?.sequence,
    currentMatch:
      current?.kind === 'match' && view?.matches
        ? positionOf(view.matches, current.sequence)
        : null,
    stepThrough,
  };
};

export type ConsoleModel = ReturnType<typeof useConsole>;

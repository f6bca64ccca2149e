import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { usePersistentState } from '@strapi/helper-plugin';
import { useHistory } from 'react-router-dom';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Entry, Session } from '../../../shared/contracts';
import type { ConsoleState } from '../../console/console-state';
import { createLogView, firstOfLevel, positionOf, stepFrom } from '../../console/outline';
import type { StepDirection } from '../../console/outline';
import { useTranslate } from '../useTranslate';
import { useAnnouncements } from './useAnnouncements';
import { useConsoleUrl } from './useConsoleUrl';
import { useOutline } from './useLines';

const NO_LINES = new Uint32Array();

const LINE_PARTS = ['data', 'message', 'repeats'] as const;

/** A part of a line that a person can unfold. */
type LinePart = (typeof LINE_PARTS)[number];

type StepKind = 'match' | 'warn' | 'error';

/** A line to scroll to. Each is an object of its own: the same line may be wanted again. */
interface LineJump {
  sequence: number;
  align: 'start' | 'center';
}

/** Calls `onLink` with the line in the URL: at first, and when a person changes the URL. */
const useLinkedLine = (
  isReady: boolean,
  { selection, actions }: Pick<ReturnType<typeof useConsoleUrl>, 'selection' | 'actions'>,
  onLink: (sequence: number) => void
) => {
  const history = useHistory();
  const [linked, setLinked] = useState(selection?.first);

  useEffect(() => {
    // The console's own changes are a REPLACE.
    if (history.action === 'POP') setLinked(selection?.first);
    if (selection && history.location.hash) actions.select(selection);
  }, [selection, actions, history]);

  useEffect(() => {
    if (!isReady || linked === undefined) return;
    setLinked(undefined);
    onLink(linked);
  }, [isReady, linked, onLink]);
};

const NONE: ReadonlySet<string> = new Set();

/** What a person has unfolded, by line and part of it. */
const useOpened = () => {
  const [opened, setOpened] = useState(NONE);
  const toggle = useCallback(
    (sequence: number, part: LinePart) =>
      setOpened((before) => {
        const after = new Set(before);
        if (!after.delete(`${sequence} ${part}`)) after.add(`${sequence} ${part}`);
        return after;
      }),
    []
  );
  const partsOf = (sequence: number) =>
    LINE_PARTS.filter((part) => opened.has(`${sequence} ${part}`)).join();
  const unfolded = useMemo(
    () =>
      new Set(
        [...opened].filter((one) => one.endsWith(' repeats')).map((one) => parseInt(one, 10))
      ),
    [opened]
  );
  return { toggle, partsOf, unfolded };
};

/** The state of the console of a session's lines, and what a person can do with it. */
export const useConsole = ({ id: sessionId, status }: Pick<Session, 'id' | 'status'>) => {
  const t = useTranslate();
  const isRunning = status === 'in-progress';
  const url = useConsoleUrl();
  const { state, selection, actions } = url;
  const { levels, found, repeats, isComplete, ...loading } = useOutline({
    sessionId,
    isRunning,
    state,
  });
  const { toggle, partsOf, unfolded } = useOpened();
  const view = useMemo(
    () =>
      levels === undefined ? null : createLogView({ levels, state, found, repeats, unfolded }),
    [levels, state, found, repeats, unfolded]
  );
  const firstError = useMemo(() => firstOfLevel(levels, 'error'), [levels]);
  const [loaded] = useState(() => new Map<number, Entry>());

  const [isWrapped, setWrapped] = usePersistentState(`${PLUGIN_ID}.wrap-lines`, true);
  const [isFollowing, setFollowing] = useState(isRunning && selection === null);
  const [jump, setJump] = useState<LineJump | null>(null);
  const [current, setCurrent] = useState<{ sequence: number; kind: StepKind } | null>(null);
  const topSequence = useRef(1);

  const notifyStatus = useAnnouncements(view, isRunning, state.search);

  /** Scrolls to a line, and changes what is listed where the line isn't. */
  const goTo = (sequence: number) => {
    const listing = view?.stateListing(sequence) ?? state;
    const first = view?.firstOf(sequence);
    if (listing !== state) actions.change(listing);
    if (first !== undefined) toggle(first, 'repeats');
    setJump({ sequence, align: 'center' });
  };
  useLinkedLine(view !== null && isComplete, url, goTo);

  /** The lines of a kind, folded ones included. */
  const linesOf = (kind: StepKind) => (kind === 'match' ? view?.matches : view?.ofLevel(kind));

  const stepTo = (kind: StepKind, sequence: number) => {
    setCurrent({ sequence, kind });
    setFollowing(false);
    goTo(sequence);
  };

  const stepThrough = (kind: StepKind, direction: StepDirection = 'next') => {
    const numbers = linesOf(kind);
    if (!view || !numbers) return;
    const top = topSequence.current;
    const from = current?.sequence ?? (direction === 'next' ? top - 1 : top);
    const sequence = stepFrom(view.withoutFolded(numbers), from, direction);
    if (sequence === undefined) return;
    stepTo(kind, sequence);
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
    partsOf,
    toggle,
    isWrapped,
    setWrapped,
    isFollowing: isFollowing && isRunning,
    setFollowing,
    jump,
    topSequence,
    currentLine: current?.sequence,
    /** Which of how many of a kind was stepped to; null where none was. */
    positionIn: (kind: StepKind) => {
      const numbers = linesOf(kind);
      return current?.kind === kind && numbers ? positionOf(numbers, current.sequence) : null;
    },
    stepThrough,
    /** The first error of all, whatever is listed; undefined where there is none. */
    firstError,
    goToError: () => firstError !== undefined && stepTo('error', firstError),
  };
};

export type ConsoleModel = ReturnType<typeof useConsole>;

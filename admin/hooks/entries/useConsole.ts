import { useCallback, useMemo, useRef, useState } from 'react';
import { useNotification, usePersistentState } from '@strapi/helper-plugin';
import { useQueryClient } from 'react-query';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Session } from '../../../shared/contracts';
import type { EntryFilter } from '../../api/entries';
import { queryKeys } from '../../api/keys';
import { getTranslation } from '../../utils/translations';
import { useTranslate } from '../useTranslate';
import { listedFilter } from './console-state';
import type { ConsoleState } from './console-state';
import { useAnnouncements } from './useAnnouncements';
import { useConsoleState } from './useConsoleState';
import { useEntryCache } from './useEntryCache';
import { useEntryCounts } from './useEntryPages';
import { useEntryTail } from './useEntryTail';
import { useLineJump } from './useLineJump';
import type { LineJump } from './useLineJump';
import { useLineSelection } from './useLineSelection';
import { useLineSteps } from './useLineSteps';
import type { CurrentLine, StepDirection } from './useLineSteps';
import { useMatchCount } from './useMatchCount';

/** What a step leads through. */
export type StepKind = 'match' | 'warn' | 'error';

/** Everything that the console of a session's lines knows and can do. */
export const useConsole = ({ id: sessionId, status }: Pick<Session, 'id' | 'status'>) => {
  const t = useTranslate();
  const client = useQueryClient();
  const toggleNotification = useNotification();
  const isRunning = status === 'in-progress';
  const { state, change } = useConsoleState();
  const filter = useMemo(() => listedFilter(state), [state]);
  const cache = useEntryCache(sessionId, filter);
  const counts = useEntryCounts(cache);
  useEntryTail(cache, isRunning);

  const { selection, ...lineChoice } = useLineSelection();
  const [isWrapped, setWrapped] = usePersistentState(`${PLUGIN_ID}.wrap-lines`, true);
  const [isFollowing, setFollowing] = useState(isRunning && selection === null);
  const { jump, setJump, reveal } = useLineJump({ sessionId, cache, state, change });

  const { filter: searched, matches } = useMatchCount({ sessionId, state, isRunning });
  const notifyStatus = useAnnouncements({
    total: counts?.total,
    isRunning,
    search: state.search,
    matches,
  });

  const topSequence = useRef(1);
  const [stepKind, setStepKind] = useState<StepKind>('match');
  const { current, step, reset } = useLineSteps({ sessionId, topSequence });

  const goTo = async ({ sequence, ordinal, total }: CurrentLine) => {
    setFollowing(false);
    await reveal(sequence);
    notifyStatus(t('session-page.steppedTo', { line: sequence, ordinal, total }));
  };

  const stepThrough = async (kind: StepKind, direction: StepDirection = 'next') => {
    const { search = '' } = filter;
    const wanted: EntryFilter = kind === 'match' ? searched : { search, level: [kind] };
    try {
      const found = await step(wanted, direction);
      setStepKind(kind);
      if (found) await goTo(found);
    } catch {
      const message = { id: getTranslation('session-page.stepFailed') };
      toggleNotification({ type: 'warning', message });
    }
  };

  /** Where to stay when other lines are listed; a new search begins at its first match. */
  const placeAfter = ({ search }: Partial<ConsoleState>): LineJump | null => {
    if (search || isFollowing) return null;
    return current
      ? { sequence: current.sequence, align: 'center' }
      : { sequence: topSequence.current, align: 'start' };
  };

  const changeState = (patch: Partial<ConsoleState>) => {
    setJump(placeAfter(patch));
    if (patch.search !== undefined) reset();
    change(patch);
  };

  /** Where the session is gone meanwhile, its page says so. */
  const refreshSession = useCallback(
    () => void client.invalidateQueries([...queryKeys.session, sessionId]),
    [client, sessionId]
  );

  return {
    isRunning,
    state,
    changeState,
    filter,
    cache,
    counts,
    matches,
    selection,
    ...lineChoice,
    isWrapped,
    setWrapped,
    isFollowing: isFollowing && isRunning,
    setFollowing,
    jump,
    topSequence,
    current,
    currentMatch: stepKind === 'match' ? current : null,
    stepThrough,
    refreshSession,
  };
};

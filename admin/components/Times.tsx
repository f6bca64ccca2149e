import { useEffect, useState } from 'react';
import type { Session } from '../../shared/contracts';
import { useAgoFormat } from '../hooks/useAgo';
import { useInstantFormat } from '../hooks/useInstantFormat';
import { useTranslate } from '../hooks/useTranslate';
import { durationMessage } from '../utils/duration';
import { Highlight } from './Highlight';

const TICK_MS = 1_000;

/** The present instant (epoch milliseconds), updated each second while `isTicking`. */
const useNow = (isTicking: boolean): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isTicking) return undefined;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, [isTicking]);
  return now;
};

export const DurationText = ({
  startedAt,
  durationMs,
}: Pick<Session, 'startedAt' | 'durationMs'>) => {
  const t = useTranslate();
  const now = useNow(durationMs === null);
  const { id, values } = durationMessage(durationMs ?? now - startedAt);
  return <>{t(id, values)}</>;
};

/** An instant, absolute; on hover, how long ago it was at that moment. */
export const StartedAt = ({ instant, search }: { instant: number; search?: string }) => {
  const formatInstant = useInstantFormat();
  const formatAgo = useAgoFormat();
  const [ago, setAgo] = useState<string>();
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={ago}
      onMouseEnter={() => setAgo(formatAgo(instant))}
    >
      <Highlight text={formatInstant(instant)} search={search} />
    </time>
  );
};

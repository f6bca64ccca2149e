import type { Session } from '../../shared/contracts';
import { useNow } from '../hooks/useNow';
import { useTranslate } from '../hooks/useTranslate';
import { durationMessage } from '../utils/duration';

/** How long a session took; ticking while it runs. */
export const DurationText = ({
  startedAt,
  durationMs,
}: Pick<Session, 'startedAt' | 'durationMs'>) => {
  const t = useTranslate();
  const now = useNow(durationMs === null);
  const { id, values } = durationMessage(durationMs ?? now - startedAt);
  return <>{t(id, values)}</>;
};

import { useEffect, useState } from 'react';
import { Flex, ProgressBar, Status, Typography } from '@strapi/design-system';
import type { ProgressBarProps } from '@strapi/design-system';
import styled from 'styled-components';
import type { Session } from '../../shared/contracts';
import { serverNow } from '../api/client';
import { useTranslate } from '../hooks/useTranslate';
import { durationMessage, elapsedMessage, percentDone } from '../utils/formats';
import { Spinner } from './BusyButton';
import { Highlight } from './Highlight';

/** Values of a session, shown alike in its row of the list and on its page. */
interface SessionProps {
  session: Session;
}

const VARIANTS = { completed: 'success', 'in-progress': 'secondary', failed: 'danger' } as const;

/** A session's status, in the words that the search finds. */
export const StatusBadge = ({
  session: { status },
  search,
}: SessionProps & { search?: string }) => {
  const t = useTranslate();
  const variant = VARIANTS[status];
  return (
    <Status variant={variant} size="S" showBullet={false} display="inline-block">
      <Typography
        variant="omega"
        fontWeight="bold"
        textColor={`${variant}700`}
        style={{ whiteSpace: 'nowrap' }}
      >
        <Highlight text={t(`status.${status}`)} search={search} />
      </Typography>
    </Status>
  );
};

const TICK_MS = 1_000;

interface DurationProps {
  session: Pick<Session, 'startedAt' | 'durationMs'>;
  /** When it was known to run, by the browser's clock: it may have ended since, and then took less. */
  confirmedAt?: number;
}

export const DurationText = ({
  session: { startedAt, durationMs },
  confirmedAt = Infinity,
}: DurationProps) => {
  const t = useTranslate();
  const [now, setNow] = useState(serverNow);
  const isTicking = durationMs === null;
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = window.setInterval(() => setNow(serverNow()), TICK_MS);
    return () => window.clearInterval(timer);
  }, [isTicking]);
  const known = Math.min(now, confirmedAt + serverNow() - Date.now());
  const { id, values } =
    durationMs === null ? elapsedMessage(known - startedAt) : durationMessage(durationMs);
  return <>{t(id, values)}</>;
};

const RunningSpinner = styled(Spinner)`
  flex-shrink: 0;
  height: ${({ theme }) => theme.spaces[4]};
  width: ${({ theme }) => theme.spaces[4]};

  path {
    fill: ${({ theme }) => theme.colors.secondary600};
  }
`;

/** The design system's bar is made for a dark backdrop. */
const Bar = styled(ProgressBar)`
  background: ${({ theme }) => theme.colors.neutral200};
  flex-shrink: 0;

  &::before {
    background-color: ${({ theme }) => theme.colors.secondary600};
  }
`;

export const Activity = ({ session: { status } }: SessionProps) =>
  status === 'in-progress' ? <RunningSpinner aria-hidden /> : null;

export const ReportedProgress = ({ session: { status, progress } }: SessionProps) => {
  const t = useTranslate();
  const percent = percentDone(progress);
  if (status !== 'in-progress' || !progress || percent === null) return null;
  return (
    <Flex gap={2} wrap="wrap">
      <Bar size="S" value={percent as ProgressBarProps['value']}>
        {t('progress.label')}
      </Bar>
      <Typography variant="pi" textColor="neutral600">
        {t('progress.done', { done: progress.done, total: progress.total })}
      </Typography>
    </Flex>
  );
};

import { useEffect, useState } from 'react';
import { Box, Flex, ProgressBar, Status, Typography } from '@strapi/design-system';
import type { ProgressBarProps } from '@strapi/design-system';
import styled from 'styled-components';
import type { Session } from '../../shared/contracts';
import { serverNow } from '../api/client';
import { useAgoFormat, useInstantFormat } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';
import { durationMessage, percentDone } from '../utils/formats';
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

const TICK_MS = 1_000;

export const DurationText = ({ session: { startedAt, durationMs } }: SessionProps) => {
  const t = useTranslate();
  const [now, setNow] = useState(serverNow);
  const isTicking = durationMs === null;
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = window.setInterval(() => setNow(serverNow()), TICK_MS);
    return () => window.clearInterval(timer);
  }, [isTicking]);
  const { id, values } = durationMessage(durationMs ?? now - startedAt);
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
    <Flex gap={2}>
      <Bar size="S" value={percent as ProgressBarProps['value']}>
        {t('progress.label')}
      </Bar>
      <Typography variant="pi" textColor="neutral600">
        {t('progress.done', { done: progress.done, total: progress.total })}
      </Typography>
    </Flex>
  );
};

/** How many warnings and errors its lines have; nothing where none. */
export const LevelCounts = ({ session: { warningCount, errorCount } }: SessionProps) => {
  const t = useTranslate();
  if (warningCount + errorCount === 0) return null;
  return (
    <Flex gap={1} shrink={0}>
      {errorCount > 0 && (
        <Count variant="danger" text={t('counts.errors', { count: errorCount })} />
      )}
      {warningCount > 0 && (
        <Count variant="warning" text={t('counts.warnings', { count: warningCount })} />
      )}
    </Flex>
  );
};

/** Not the design system's `Status`: its amber text has too little contrast at this size. */
const Count = ({ variant, text }: { variant: 'danger' | 'warning'; text: string }) => (
  <Box
    background={`${variant}100`}
    borderColor={`${variant}200`}
    hasRadius
    paddingLeft={2}
    paddingRight={2}
  >
    <Typography variant="pi" textColor="neutral800">
      {text}
    </Typography>
  </Box>
);

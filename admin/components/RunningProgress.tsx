import { Flex, ProgressBar, Typography } from '@strapi/design-system';
import type { ProgressBarProps } from '@strapi/design-system';
import styled from 'styled-components';
import type { Session } from '../../shared/contracts';
import { useTranslate } from '../hooks/useTranslate';
import { percentDone } from '../utils/progress';
import { Spinner } from './BusyButton';

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

export const Activity = ({ status }: Pick<Session, 'status'>) =>
  status === 'in-progress' ? <RunningSpinner aria-hidden /> : null;

export const ReportedProgress = ({ status, progress }: Pick<Session, 'status' | 'progress'>) => {
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

/** How far a running session is, or else a spinner; nothing for one that ended. */
export const RunningProgress = ({ session }: { session: Pick<Session, 'status' | 'progress'> }) =>
  percentDone(session.progress) === null ? (
    <Activity status={session.status} />
  ) : (
    <ReportedProgress status={session.status} progress={session.progress} />
  );

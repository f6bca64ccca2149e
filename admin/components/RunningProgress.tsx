import { Box, Flex, ProgressBar, Typography } from '@strapi/design-system';
import type { ProgressBarProps } from '@strapi/design-system';
import { Loader } from '@strapi/icons';
import styled, { keyframes } from 'styled-components';
import type { Session } from '../../shared/contracts';
import { useTranslate } from '../hooks/useTranslate';
import { percentDone } from '../utils/progress';

const turn = keyframes`
  to { transform: rotate(360deg); }
`;

const Activity = styled(Loader)`
  animation: ${turn} 2s linear infinite;
  height: ${({ theme }) => theme.spaces[4]};
  width: ${({ theme }) => theme.spaces[4]};

  path {
    fill: ${({ theme }) => theme.colors.secondary600};
  }

  @media (prefers-reduced-motion: reduce) {
    animation: none;
  }
`;

/** The design system's bar is made for a dark backdrop. */
const Bar = styled(ProgressBar)`
  background: ${({ theme }) => theme.colors.neutral200};

  &::before {
    background-color: ${({ theme }) => theme.colors.secondary600};
  }
`;

/** How far a running session is, where it said so, else that it's alive; nothing for one that ended. */
export const RunningProgress = ({ session }: { session: Pick<Session, 'status' | 'progress'> }) => {
  const t = useTranslate();
  const { status, progress } = session;
  if (status !== 'in-progress') return null;
  const percent = percentDone(progress);
  if (!progress || percent === null) {
    return (
      <Box as="span" paddingLeft={2} display="inline-block" title={t('progress.unknown')}>
        <Activity aria-hidden />
      </Box>
    );
  }
  return (
    <Flex gap={2} paddingTop={1}>
      <Bar size="S" value={percent as ProgressBarProps['value']}>
        {t('progress.label')}
      </Bar>
      <Typography variant="pi" textColor="neutral600">
        {t('progress.told', { done: progress.done, total: progress.total })}
      </Typography>
    </Flex>
  );
};

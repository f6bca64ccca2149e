import type { ReactNode } from 'react';
import { Box, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import styled from 'styled-components';
import type { Session } from '../../../shared/contracts';
import {
  Activity,
  DurationText,
  ReportedProgress,
  StatusBadge,
} from '../../components/SessionValues';
import { safeText } from '../../console/line-text';
import type { SessionClock } from '../../hooks/session/useSessionClock';
import { useTranslate } from '../../hooks/useTranslate';
import { percentDone } from '../../utils/formats';

const Facts = styled.dl`
  align-items: center;
  column-gap: ${({ theme }) => theme.spaces[5]};
  display: flex;
  flex-wrap: wrap;
  margin-top: ${({ theme }) => theme.spaces[1]};
  row-gap: ${({ theme }) => theme.spaces[1]};

  > div {
    align-items: baseline;
    display: flex;
    gap: ${({ theme }) => theme.spaces[2]};
    min-width: 0;
  }

  ${({ theme }) => theme.mediaQueries.tablet} {
    column-gap: ${({ theme }) => theme.spaces[3]};
  }
`;

/** In a narrow window, for screen readers only: most values need no label. */
const Label = styled(Typography)`
  ${({ theme }) => theme.mediaQueries.tablet} {
    clip: rect(0 0 0 0);
    height: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
    width: 1px;
  }
`;

const LoggedText = styled.span`
  overflow-wrap: anywhere;
  unicode-bidi: isolate;
`;

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <Label as="dt" variant="pi" textColor="neutral600">
      {label}
    </Label>
    <Typography as="dd" variant="pi" textColor="neutral800" fontWeight="semiBold">
      {children}
    </Typography>
  </div>
);

interface SessionFactsProps {
  session: Session;
  clock: SessionClock;
  /** When it was loaded last. */
  confirmedAt: number;
}

/** What the title doesn't have, in one row. */
export const SessionFacts = ({ session, clock, confirmedAt }: SessionFactsProps) => {
  const t = useTranslate();
  const { finishedAt, initiatedBy, progress } = session;
  return (
    <Facts aria-label={t('session-page.facts')}>
      <div>
        <VisuallyHidden as="dt">{t('columns.status')}</VisuallyHidden>
        <Box as="dd">
          <Flex gap={2} wrap="wrap">
            <StatusBadge session={session} />
            {percentDone(progress) === null && <Activity session={session} />}
            <ReportedProgress session={session} />
          </Flex>
        </Box>
      </div>
      <Fact label={t('columns.duration')}>
        <DurationText session={session} confirmedAt={confirmedAt} />
      </Fact>
      {finishedAt !== null && (
        <Fact label={t('session-page.finishedAt')}>
          <time dateTime={new Date(finishedAt).toISOString()}>{clock.sinceStart(finishedAt)}</time>
        </Fact>
      )}
      <Fact label={t('columns.initiatedBy')}>
        <LoggedText>{safeText(initiatedBy)}</LoggedText>
      </Fact>
      <Fact label={t('session-page.timeZone')}>{clock.timeZone.replaceAll('_', ' ')}</Fact>
    </Facts>
  );
};

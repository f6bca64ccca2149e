import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import styled from 'styled-components';
import type { Session } from '../../../shared/contracts';
import {
  Activity,
  DurationText,
  LevelCounts,
  ReportedProgress,
  StartedAt,
  StatusBadge,
} from '../../components/SessionValues';
import { safeText } from '../../console/line-text';
import { useTranslate } from '../../hooks/useTranslate';
import { percentDone } from '../../utils/formats';

const Facts = styled.dl`
  column-gap: ${({ theme }) => theme.spaces[8]};
  display: flex;
  flex-wrap: wrap;
  row-gap: ${({ theme }) => theme.spaces[3]};
`;

/** The height of a badge, so that values beside one are centred on it. */
const ROW_HEIGHT = `${30 / 16}rem`;

const Value = styled(Typography)`
  align-items: center;
  display: flex;
  min-height: ${ROW_HEIGHT};

  ${({ theme }) => theme.mediaQueries.mobile} {
    min-height: 0;
  }
`;

/** Takes the rest of a row, or a row of its own where that is too narrow for a sentence. */
const LongFact = styled.div`
  flex: 1 1 24rem;
  min-width: 0;
`;

const LoggedText = styled.span`
  overflow-wrap: anywhere;
  unicode-bidi: isolate;
  white-space: pre-wrap;
`;

interface FactProps {
  label: string;
  children: ReactNode;
  as?: 'div' | typeof LongFact;
}

const Fact = ({ label, children, as: Frame = 'div' }: FactProps) => (
  <Frame>
    <Typography as="dt" variant="sigma" textColor="neutral600">
      {label}
    </Typography>
    <Value as="dd" textColor="neutral800">
      {children}
    </Value>
  </Frame>
);

export const SessionFacts = ({ session }: { session: Session }) => {
  const t = useTranslate();
  const { eventType, startedAt, finishedAt, initiatedBy, summary } = session;
  return (
    <Box background="neutral0" borderColor="neutral150" hasRadius shadow="tableShadow" padding={4}>
      <Facts aria-label={t('session-page.facts')}>
        <Fact label={t('columns.status')}>
          <Flex gap={2} wrap="wrap">
            <StatusBadge session={session} />
            {percentDone(session.progress) === null && <Activity session={session} />}
            <ReportedProgress session={session} />
          </Flex>
        </Fact>
        <Fact label={t('session-page.type')}>{t(`session-page.type.${eventType}`)}</Fact>
        <Fact label={t('columns.startedAt')}>
          <StartedAt instant={startedAt} />
        </Fact>
        <Fact label={t('session-page.finishedAt')}>
          {finishedAt === null ? t('session-page.notFinished') : <StartedAt instant={finishedAt} />}
        </Fact>
        <Fact label={t('columns.duration')}>
          <DurationText session={session} />
        </Fact>
        <Fact label={t('columns.initiatedBy')}>
          <LoggedText>{safeText(initiatedBy)}</LoggedText>
        </Fact>
        <Fact label={t('session-page.lines')}>
          <Flex gap={2} wrap="wrap">
            <span>{t('session-page.lineCount', { count: session.entryCount })}</span>
            <LevelCounts session={session} />
          </Flex>
        </Fact>
        <Fact label={t('columns.summary')} as={LongFact}>
          <LoggedText>{safeText(summary) || t('session-page.noSummary')}</LoggedText>
        </Fact>
      </Facts>
    </Box>
  );
};

import { memo } from 'react';
import { Flex, Tr, Typography } from '@strapi/design-system';
import { useLocation } from 'react-router-dom';
import styled from 'styled-components';
import type { Session } from '../../../shared/contracts';
import { Highlight } from '../../components/Highlight';
import { PlainCell } from '../../components/PlainCell';
import {
  Activity,
  DurationText,
  LevelCounts,
  ReportedProgress,
  StartedAt,
  StatusBadge,
} from '../../components/SessionValues';
import { useRowLink } from '../../hooks/useRowLink';
import { sessionLocation } from '../../utils/routes';
import { OpenSession } from './OpenSession';

const Row = styled(Tr)`
  cursor: pointer;
`;

const SummaryCell = styled(PlainCell)`
  max-width: 0;
  min-width: 11rem;
  white-space: normal;
  width: 100%;
`;

const Summary = styled(Typography)`
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  display: -webkit-box;
  flex: 1 1 10rem;
  overflow: hidden;
  overflow-wrap: anywhere;
`;

interface SessionRowProps {
  session: Session;
  search: string;
}

/**
 * One session. The whole row opens it by mouse, also in a new tab; its one real link is for the
 * keyboard, so that the texts in the row stay selectable.
 */
export const SessionRow = memo(({ session, search, ...rowProps }: SessionRowProps) => {
  const location = sessionLocation(session.id, useLocation().search);
  const rowLink = useRowLink(location);
  return (
    <Row role="row" {...rowProps} {...rowLink}>
      <PlainCell data-area="status">
        <Flex gap={2}>
          <StatusBadge session={session} search={search} />
          <Activity session={session} />
        </Flex>
      </PlainCell>
      <PlainCell data-area="startedAt">
        <StartedAt instant={session.startedAt} search={search} />
      </PlainCell>
      <PlainCell data-area="duration">
        <DurationText session={session} />
      </PlainCell>
      <PlainCell data-area="initiatedBy">
        <Highlight text={session.initiatedBy} search={search} />
      </PlainCell>
      <SummaryCell data-area="summary">
        <Flex gap={2} wrap="wrap">
          <Summary title={session.summary} textColor="neutral800">
            <Highlight text={session.summary} search={search} />
          </Summary>
          <ReportedProgress session={session} />
          <LevelCounts session={session} />
        </Flex>
      </SummaryCell>
      <PlainCell data-area="open">
        <OpenSession session={session} to={location} />
      </PlainCell>
    </Row>
  );
});
SessionRow.displayName = 'SessionRow';

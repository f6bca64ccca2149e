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
  ReportedProgress,
  StatusBadge,
} from '../../components/SessionValues';
import { useRowLink } from '../../hooks/useRowLink';
import { useSummary } from '../../hooks/useSummary';
import { sessionLocation } from '../../utils/routes';
import { LevelSigns } from './LevelSigns';
import { OpenSession } from './OpenSession';
import { ShortStart } from './ShortStart';

const Row = styled(Tr)`
  cursor: pointer;
`;

const Summary = styled(Typography)`
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  display: -webkit-box;
  overflow: hidden;
  overflow-wrap: anywhere;
  white-space: normal;
`;

const Text = styled.div`
  flex: 1 1 0;
  min-width: 0;
`;

interface SessionRowProps {
  session: Session;
  /** When it was known to run. */
  confirmedAt?: number;
  search: string;
}

/**
 * One session. The whole row opens it by mouse, also in a new tab; its one real link is for the
 * keyboard, so that the texts in the row stay selectable.
 */
export const SessionRow = memo(({ session, confirmedAt, search, ...rowProps }: SessionRowProps) => {
  const location = sessionLocation(session.id, useLocation().search);
  const rowLink = useRowLink(location);
  const summary = useSummary()(session);
  return (
    <Row role="row" {...rowProps} {...rowLink}>
      <PlainCell data-area="status">
        <Flex gap={2}>
          <StatusBadge session={session} search={search} />
          <Activity session={session} />
        </Flex>
      </PlainCell>
      <PlainCell data-area="startedAt">
        <ShortStart instant={session.startedAt} search={search} />
      </PlainCell>
      <PlainCell data-area="duration">
        <DurationText session={session} confirmedAt={confirmedAt} />
      </PlainCell>
      <PlainCell data-area="initiatedBy" title={session.initiatedBy}>
        <Highlight text={session.initiatedBy} search={search} />
      </PlainCell>
      <PlainCell data-area="summary">
        <Flex gap={2}>
          <Text>
            <Summary title={summary} textColor="neutral800">
              <Highlight text={summary} search={search} />
            </Summary>
            <ReportedProgress session={session} />
          </Text>
          <LevelSigns session={session} />
        </Flex>
      </PlainCell>
      <PlainCell data-area="open">
        <OpenSession session={session} to={location} />
      </PlainCell>
    </Row>
  );
});
SessionRow.displayName = 'SessionRow';

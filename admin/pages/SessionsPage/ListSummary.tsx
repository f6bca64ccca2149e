import { useState } from 'react';
import { Flex, TextButton, Typography } from '@strapi/design-system';
import styled from 'styled-components';
import { MAX_RESULTS } from '../../../shared/contracts';
import { Spinner } from '../../components/BusyButton';
import { useExportLogs } from '../../hooks/useListActions';
import { useListState } from '../../hooks/useListState';
import { usePermissions } from '../../hooks/usePermissions';
import { useSessionFilter } from '../../hooks/useSessions';
import type { useSessions } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import { hasFilter } from '../../utils/list-state';
import { ClearDialog } from './ClearDialog';
import { EntryChip } from './EntryChip';

/** As high with its buttons as without them, so that the list doesn't jump. */
const Line = styled(Flex)`
  column-gap: ${({ theme }) => theme.spaces[3]};
  flex-wrap: wrap;
  min-height: ${28 / 16}rem;
`;

interface ListSummaryProps {
  list: ReturnType<typeof useSessions>['list'];
}

/** What the table holds, and what can be done with that where a filter is set. */
export const ListSummary = ({ list }: ListSummaryProps) => {
  const t = useTranslate();
  const { state, clearFilter } = useListState();
  const { pagination, retentionDays } = list ?? {};
  const { total: count = 0, totalIsExact = true, sortedNewest = false } = pagination ?? {};
  const isFiltered = hasFilter(state);
  return (
    <Line>
      <Typography textColor="neutral600" role="status">
        {list && t(totalIsExact ? 'list.total' : 'list.totalAtLeast', { count })}
      </Typography>
      {state.entry && <EntryChip entry={state.entry} />}
      {sortedNewest && (
        <Typography textColor="neutral600">
          {t('list.sortedNewest', { count: MAX_RESULTS })}
        </Typography>
      )}
      {isFiltered && count > 0 && (
        <>
          <TextButton onClick={clearFilter}>{t('filters.clear')}</TextButton>
          <ActionsOnThese />
        </>
      )}
      {!isFiltered && retentionDays !== undefined && (
        <Typography textColor="neutral600">
          {t('list.retention', { days: retentionDays })}
        </Typography>
      )}
    </Line>
  );
};

/** For the sessions that the filter matches. */
const ActionsOnThese = () => {
  const t = useTranslate();
  const { state } = useListState();
  const filter = useSessionFilter(state);
  const { canExport, canClear } = usePermissions();
  const { exportLogs, isExporting } = useExportLogs();
  const [isClearOpen, setClearOpen] = useState(false);
  return (
    <>
      {canExport && (
        <TextButton
          aria-busy={isExporting}
          startIcon={isExporting ? <Spinner /> : undefined}
          onClick={() => !isExporting && exportLogs(filter)}
        >
          {t('export.these')}
        </TextButton>
      )}
      {canClear && <TextButton onClick={() => setClearOpen(true)}>{t('clear.these')}</TextButton>}
      {isClearOpen && <ClearDialog filter={filter} onClose={() => setClearOpen(false)} />}
    </>
  );
};

import { Button, Flex, Typography } from '@strapi/design-system';
import { Cross, Download } from '@strapi/icons';
import { MAX_RESULTS } from '../../../shared/contracts';
import type { SessionPagination } from '../../../shared/contracts';
import { BusyButton } from '../../components/BusyButton';
import { useExportLogs } from '../../hooks/useExportLogs';
import { usePermissions } from '../../hooks/usePermissions';
import { useSessionFilter } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import { hasFilter } from '../../utils/list-state';
import type { ListState } from '../../utils/list-state';

interface ListSummaryProps {
  state: ListState;
  pagination: SessionPagination;
  onClearFilter: () => void;
}

export const ListSummary = ({ state, pagination, onClearFilter }: ListSummaryProps) => {
  const t = useTranslate();
  const { canExport } = usePermissions();
  const filter = useSessionFilter(state);
  const { exportLogs, isExporting } = useExportLogs();
  const { total: count, totalIsExact, sortedNewest } = pagination;
  const hasMatches = hasFilter(state) && count > 0;
  return (
    <Flex gap={2} wrap="wrap" paddingBottom={3} minHeight="2.75rem">
      <Typography variant="omega" textColor="neutral600" role="status">
        {t(totalIsExact ? 'list.total' : 'list.totalAtLeast', { count })}
      </Typography>
      {sortedNewest && (
        <Typography variant="omega" textColor="neutral600">
          {t('list.sortedNewest', { count: MAX_RESULTS })}
        </Typography>
      )}
      {hasMatches && (
        <Button variant="tertiary" size="S" startIcon={<Cross />} onClick={onClearFilter}>
          {t('filters.clear')}
        </Button>
      )}
      {canExport && hasMatches && (
        <BusyButton
          variant="tertiary"
          size="S"
          startIcon={<Download />}
          isBusy={isExporting}
          onClick={() => exportLogs(filter)}
        >
          {t('export.these')}
        </BusyButton>
      )}
    </Flex>
  );
};

import { Button, Flex, Typography } from '@strapi/design-system';
import { Cross, Download } from '@strapi/icons';
import { MAX_RESULTS } from '../../../shared/contracts';
import type { SessionPagination } from '../../../shared/contracts';
import { BusyButton } from '../../components/BusyButton';
import { useListState } from '../../hooks/useListState';
import { usePermissions } from '../../hooks/usePermissions';
import { useExportLogs, useSessionFilter } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import { hasFilter } from '../../utils/list-state';

export const ListSummary = ({ pagination }: { pagination: SessionPagination }) => {
  const t = useTranslate();
  const { state, clearFilter } = useListState();
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
        <Button variant="tertiary" size="S" startIcon={<Cross />} onClick={clearFilter}>
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

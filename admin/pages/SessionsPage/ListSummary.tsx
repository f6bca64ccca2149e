import { Button, Flex, Typography } from '@strapi/design-system';
import { Cross, Download } from '@strapi/icons';
import type { SessionPagination } from '../../../shared/contracts';
import { BusyButton } from '../../components/BusyButton';
import { useExportLogs } from '../../hooks/useExportLogs';
import { usePermissions } from '../../hooks/usePermissions';
import { useSessionFilter } from '../../hooks/useSessionFilter';
import { useTranslate } from '../../hooks/useTranslate';
import { atLeast } from '../../utils/at-least';
import { hasFilter } from '../../utils/list-state';
import type { ListState } from '../../utils/list-state';

interface ListSummaryProps {
  state: ListState;
  pagination: SessionPagination;
  onClearFilter: () => void;
}

/** How many sessions there are; where a filter leaves some, its end and an export of them. */
export const ListSummary = ({ state, pagination, onClearFilter }: ListSummaryProps) => {
  const t = useTranslate();
  const { canExport } = usePermissions();
  const filter = useSessionFilter(state);
  const { exportLogs, isExporting } = useExportLogs();
  const { total, totalIsExact } = pagination;
  const isNarrowed = hasFilter(state) && total > 0;
  return (
    <Flex gap={2} wrap="wrap" paddingBottom={3} minHeight="2.75rem">
      <Typography variant="omega" textColor="neutral600" role="status">
        {totalIsExact
          ? t('list.total', { count: total })
          : t('list.totalAtLeast', { count: atLeast(total) })}
      </Typography>
      {isNarrowed && (
        <Button variant="tertiary" size="S" startIcon={<Cross />} onClick={onClearFilter}>
          {t('filters.clear')}
        </Button>
      )}
      {canExport && isNarrowed && (
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

import { Flex, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import type { SessionPagination } from '../../../shared/contracts';
import { BusyButton } from '../../components/BusyButton';
import { useExportLogs } from '../../hooks/useExportLogs';
import { usePermissions } from '../../hooks/usePermissions';
import { useSessionFilter } from '../../hooks/useSessionFilter';
import { useTranslate } from '../../hooks/useTranslate';
import { hasFilter } from '../../utils/list-state';
import type { ListState } from '../../utils/list-state';

interface ListSummaryProps {
  state: ListState;
  pagination: SessionPagination;
}

/** How many sessions there are, and, where a filter is set, their own export. */
export const ListSummary = ({ state, pagination }: ListSummaryProps) => {
  const t = useTranslate();
  const { canExport } = usePermissions();
  const filter = useSessionFilter(state);
  const { exportLogs, isExporting } = useExportLogs();
  const { total, totalIsExact } = pagination;
  return (
    <Flex gap={4} wrap="wrap" paddingBottom={3} minHeight="2.75rem">
      <Typography variant="omega" textColor="neutral600" role="status">
        {t(totalIsExact ? 'list.total' : 'list.totalAtLeast', { count: total })}
      </Typography>
      {canExport && hasFilter(state) && (
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

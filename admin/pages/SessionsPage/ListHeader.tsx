import { useState } from 'react';
import { Button, Flex } from '@strapi/design-system';
import { Download, Trash } from '@strapi/icons';
import { BusyButton } from '../../components/BusyButton';
import { PageHeader } from '../../components/PageHeader';
import { useExportLogs } from '../../hooks/useExportLogs';
import { usePermissions } from '../../hooks/usePermissions';
import { useTranslate } from '../../hooks/useTranslate';
import { ClearLogsDialog } from './ClearLogsDialog';

/** The title, and the buttons that export and clear all logs, for those who may. */
export const ListHeader = () => {
  const t = useTranslate();
  const { canExport, canClear } = usePermissions();
  const { exportLogs, isExporting } = useExportLogs();
  const [isClearOpen, setClearOpen] = useState(false);

  return (
    <>
      <PageHeader
        title={t('plugin.name')}
        subtitle={t('list.subtitle')}
        primaryAction={
          <Flex gap={2} wrap="wrap">
            {canExport && (
              <BusyButton
                variant="secondary"
                startIcon={<Download />}
                isBusy={isExporting}
                onClick={() => exportLogs(undefined)}
              >
                {t('export.all')}
              </BusyButton>
            )}
            {canClear && (
              <Button
                variant="danger-light"
                startIcon={<Trash />}
                onClick={() => setClearOpen(true)}
              >
                {t('clear.button')}
              </Button>
            )}
          </Flex>
        }
      />
      <ClearLogsDialog isOpen={isClearOpen} onClose={() => setClearOpen(false)} />
    </>
  );
};

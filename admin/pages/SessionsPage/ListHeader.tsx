import { useState } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/helper-plugin';
import { Download, Trash } from '@strapi/icons';
import { BusyButton } from '../../components/BusyButton';
import { PageHeader } from '../../components/Page';
import { usePermissions } from '../../hooks/usePermissions';
import { useClearCount, useClearLogs, useExportLogs } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import { getTranslation } from '../../utils/translations';
import type { MessageId } from '../../utils/translations';

/** Asks for confirmation, with the number of sessions that will be deleted. */
const ClearLogsDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslate();
  const { clearLogs, isClearing } = useClearLogs({ onDone: onClose });
  const { data, isError } = useClearCount();
  const message = (id: MessageId) => ({ id: getTranslation(id), defaultMessage: t(id) });
  const warning = () => {
    if (isError) return t('clear.warningUncounted');
    if (!data) return t('clear.counting');
    const { total: count, totalIsExact } = data;
    return t(totalIsExact ? 'clear.warning' : 'clear.warningAtLeast', { count });
  };
  return (
    <ConfirmDialog.Root
      isOpen
      isConfirmButtonLoading={isClearing}
      onToggleDialog={onClose}
      onConfirm={clearLogs}
      title={message('clear.title')}
      leftButtonText={message('clear.cancel')}
      rightButtonText={message('clear.confirm')}
      variantRightButton="danger-light"
    >
      <ConfirmDialog.Body>
        <Typography variant="omega" textAlign="center" aria-live="polite">
          {warning()}
        </Typography>
      </ConfirmDialog.Body>
    </ConfirmDialog.Root>
  );
};

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
      {isClearOpen && <ClearLogsDialog onClose={() => setClearOpen(false)} />}
    </>
  );
};

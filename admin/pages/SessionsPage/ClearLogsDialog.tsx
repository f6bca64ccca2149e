import { Typography } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/helper-plugin';
import { useClearCount, useClearLogs } from '../../hooks/useClearLogs';
import { useTranslate } from '../../hooks/useTranslate';
import { atLeast } from '../../utils/at-least';
import { getTranslation } from '../../utils/translations';
import type { MessageId } from '../../utils/translations';

interface ClearLogsDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Says how many sessions will go before they go. */
export const ClearLogsDialog = ({ isOpen, onClose }: ClearLogsDialogProps) => {
  const t = useTranslate();
  const { clearLogs, isClearing } = useClearLogs({ onDone: onClose });
  const message = (id: MessageId) => ({ id: getTranslation(id), defaultMessage: t(id) });
  return (
    <ConfirmDialog.Root
      isOpen={isOpen}
      isConfirmButtonLoading={isClearing}
      onToggleDialog={onClose}
      onConfirm={clearLogs}
      title={message('clear.title')}
      leftButtonText={message('clear.cancel')}
      rightButtonText={message('clear.confirm')}
      variantRightButton="danger-light"
    >
      <ConfirmDialog.Body>
        <ClearWarning isOpen={isOpen} />
      </ConfirmDialog.Body>
    </ConfirmDialog.Root>
  );
};

const ClearWarning = ({ isOpen }: { isOpen: boolean }) => {
  const t = useTranslate();
  const { data, isError } = useClearCount(isOpen);
  const text = () => {
    if (isError) return t('clear.warningUncounted');
    if (!data) return t('clear.counting');
    return data.isExact
      ? t('clear.warning', { count: data.total })
      : t('clear.warningAtLeast', { count: atLeast(data.total) });
  };
  return (
    <Typography variant="omega" textAlign="center" aria-live="polite">
      {text()}
    </Typography>
  );
};

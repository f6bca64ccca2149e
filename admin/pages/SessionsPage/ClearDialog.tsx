import { Typography } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/helper-plugin';
import type { SessionFilter } from '../../api/sessions';
import { useClearCount, useClearLogs } from '../../hooks/useListActions';
import { useTranslate } from '../../hooks/useTranslate';
import { getTranslation } from '../../utils/translations';
import type { MessageId } from '../../utils/translations';

const TEXTS = {
  all: {
    title: 'clear.title',
    confirm: 'clear.confirm',
    warning: 'clear.warning',
    atLeast: 'clear.warningAtLeast',
    uncounted: 'clear.warningUncounted',
  },
  these: {
    title: 'clear.titleThese',
    confirm: 'clear.these',
    warning: 'clear.warningThese',
    atLeast: 'clear.warningTheseAtLeast',
    uncounted: 'clear.warningTheseUncounted',
  },
} as const;

interface ClearDialogProps {
  /** None: everything is deleted. */
  filter?: SessionFilter;
  onClose: () => void;
}

/** Asks for confirmation, with the number of sessions that will be deleted. */
export const ClearDialog = ({ filter, onClose }: ClearDialogProps) => {
  const t = useTranslate();
  const { clearLogs, isClearing } = useClearLogs(filter, onClose);
  const { data, isError } = useClearCount(filter);
  const texts = TEXTS[filter ? 'these' : 'all'];
  const message = (id: MessageId) => ({ id: getTranslation(id), defaultMessage: t(id) });
  const warning = () => {
    if (isError) return t(texts.uncounted);
    if (!data) return t('clear.counting');
    const { total: count, totalIsExact } = data;
    return t(totalIsExact ? texts.warning : texts.atLeast, { count });
  };
  return (
    <ConfirmDialog.Root
      isOpen
      isConfirmButtonLoading={isClearing}
      onToggleDialog={onClose}
      onConfirm={clearLogs}
      title={message(texts.title)}
      leftButtonText={message('clear.cancel')}
      rightButtonText={message(texts.confirm)}
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

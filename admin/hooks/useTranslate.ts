import { useCallback } from 'react';
import { useNotification } from '@strapi/helper-plugin';
import { useIntl } from 'react-intl';
import { getTranslation } from '../utils/translations';
import type { MessageId } from '../utils/translations';

type Values = Record<string, string | number | Date>;

/** `t('list.title')`: a text of this plugin in the interface's language. */
export const useTranslate = () => {
  const { formatMessage } = useIntl();
  return useCallback(
    (id: MessageId, values?: Values) => formatMessage({ id: getTranslation(id) }, values),
    [formatMessage]
  );
};

/** `notify('success', 'clear.done')`: a text of this plugin as one of Strapi's notifications. */
export const useNotify = () => {
  const toggleNotification = useNotification();
  return (type: 'success' | 'warning', id: MessageId) =>
    toggleNotification({ type, message: { id: getTranslation(id) } });
};

import { useCallback } from 'react';
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

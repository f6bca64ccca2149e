import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { summaryText } from '../utils/summary';

/** `summaryOf(session)`: its summary in the interface's language. */
export const useSummary = () => {
  const intl = useIntl();
  return useCallback(
    (session: Parameters<typeof summaryText>[0]) => summaryText(session, intl),
    [intl]
  );
};

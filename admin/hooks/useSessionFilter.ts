import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { SessionFilter } from '../api/sessions';
import { browserTimeZone } from '../utils/days';
import type { ListState } from '../utils/list-state';

/** The filter of the list that's shown, as the routes take it: days and words are the user's own. */
export const useSessionFilter = ({ tab, search, from, to, status }: ListState): SessionFilter => {
  const { locale } = useIntl();
  return useMemo(
    () => ({ eventType: tab, search, from, to, status, timeZone: browserTimeZone(), locale }),
    [tab, search, from, to, status, locale]
  );
};

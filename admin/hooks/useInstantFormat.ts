import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { createStartedAtFormat } from '../../shared/format-instant';
import { browserTimeZone } from '../utils/days';

/** Formats an instant (epoch milliseconds) in the interface's language and the browser's time zone. */
export const useInstantFormat = () => {
  const { locale } = useIntl();
  return useMemo(() => {
    const format = createStartedAtFormat(locale, browserTimeZone());
    return (instant: number) => format.format(instant);
  }, [locale]);
};

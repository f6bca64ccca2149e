import { useQuery } from 'react-query';
import type { EventType } from '../../shared/contracts';
import { queryKeys } from '../api/client';
import { readDays } from '../api/sessions';
import { browserTimeZone } from '../utils/days';

const REFRESH_MS = 30_000;

/** A tab's last days in the user's time zone; undefined where they aren't known. */
export const useDays = (eventType: EventType) => {
  const params = { eventType, timeZone: browserTimeZone() };
  const { data } = useQuery([...queryKeys.days, params], ({ signal }) => readDays(params, signal), {
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: true,
    retry: false,
  });
  return data?.days;
};

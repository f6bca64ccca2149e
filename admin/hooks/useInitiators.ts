import { useQuery } from 'react-query';
import type { EventType } from '../../shared/contracts';
import { queryKeys } from '../api/client';
import { readInitiators } from '../api/sessions';

/** Who initiated a tab's sessions, by name; nobody where it isn't known. */
export const useInitiators = (eventType: EventType): string[] => {
  const { data } = useQuery(
    [...queryKeys.initiators, eventType],
    ({ signal }) => readInitiators(eventType, signal),
    { retry: false, staleTime: 60_000 }
  );
  return data ?? [];
};

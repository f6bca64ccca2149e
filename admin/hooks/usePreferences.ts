import { useCallback } from 'react';
import { useAppInfo } from '@strapi/helper-plugin';
import { useMutation, useQuery, useQueryClient } from 'react-query';
import { DEFAULT_PREFERENCES } from '../../shared/contracts';
import type { EventType, Preferences } from '../../shared/contracts';
import { queryKeys } from '../api/client';
import { readPreferences, savePreferences } from '../api/sessions';
import { useNotify } from './useTranslate';

/** Several parts of the page need them as it opens. */
const STALE_MS = 5_000;

/**
 * What the signed-in user chose, stored on the server; undefined while it's loading. Where that fails,
 * the list is shown nevertheless, as it is by default.
 */
export const usePreferences = () => {
  const { userId } = useAppInfo();
  const queryClient = useQueryClient();
  const notify = useNotify();
  // By user: the next one who signs in here has other choices.
  const key = [...queryKeys.preferences, userId];

  const { data, isError } = useQuery(key, ({ signal }) => readPreferences(signal), {
    retry: 1,
    staleTime: STALE_MS,
  });
  const { mutate } = useMutation(savePreferences, {
    onError: () => notify('warning', 'sort.notSaved'),
  });

  const saveSort = useCallback(
    (tab: EventType, sort: string) => {
      queryClient.setQueryData<Preferences>(
        [...queryKeys.preferences, userId],
        (known = DEFAULT_PREFERENCES) => ({ ...known, sort: { ...known.sort, [tab]: sort } })
      );
      mutate({ sort: { [tab]: sort } });
    },
    [mutate, queryClient, userId]
  );

  return { preferences: data ?? (isError ? DEFAULT_PREFERENCES : undefined), saveSort };
};

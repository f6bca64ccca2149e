import { useEffect, useRef } from 'react';
import { useAppInfo } from '@strapi/helper-plugin';
import { useMutation, useQuery, useQueryClient } from 'react-query';
import type { EventType, Preferences, Unseen } from '../../shared/contracts';
import { queryKeys } from '../api/client';
import { readUnseen, savePreferences } from '../api/sessions';

const REFRESH_MS = 60_000;

/** By tab, how many sessions failed since this user last looked at it; undefined where it isn't known. */
export const useUnseen = (): Unseen | undefined => {
  const { userId } = useAppInfo();
  const { data } = useQuery([...queryKeys.unseen, userId], ({ signal }) => readUnseen(signal), {
    refetchInterval: REFRESH_MS,
    staleTime: REFRESH_MS / 2,
    retry: false,
  });
  return data;
};

/** Saves that this user looks at `tab`, once its list is shown and whenever more of it has failed since. */
export const useTabSeen = (tab: EventType, isShown: boolean) => {
  const { userId } = useAppInfo();
  const queryClient = useQueryClient();
  const unseen = useUnseen()?.[tab] ?? 0;
  const savedTab = useRef<EventType>();
  // Where it fails, the number stays: no message is needed.
  const { mutate } = useMutation(savePreferences, {
    onSuccess: () => {
      queryClient.setQueryData<Unseen | undefined>(
        [...queryKeys.unseen, userId],
        (known) => known && { ...known, [tab]: 0 }
      );
      queryClient.setQueryData<Preferences | undefined>(
        [...queryKeys.preferences, userId],
        (known) => known && { ...known, lastTab: tab }
      );
    },
  });
  useEffect(() => {
    if (!isShown || (savedTab.current === tab && unseen === 0)) return;
    savedTab.current = tab;
    mutate({ lastTab: tab, seen: tab });
  }, [isShown, tab, unseen, mutate]);
};

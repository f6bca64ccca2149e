import { useQuery } from 'react-query';
import { queryKeys } from '../api/client';
import { readContentHistory } from '../api/history';
import type { EntryOfContent } from '../api/history';
import { usePermissions } from './usePermissions';

/** Undefined while it's loading, for those who may not read the logs, and where it fails: it's an extra on another page. */
export const useContentHistory = (entry: EntryOfContent) => {
  const { canRead } = usePermissions();
  const { data } = useQuery(
    [...queryKeys.content, 'history', entry],
    ({ signal }) => readContentHistory(entry, signal),
    // An entry that is opened again after a download shows that download.
    { enabled: canRead, cacheTime: 0, retry: false, refetchOnWindowFocus: false }
  );
  return data;
};

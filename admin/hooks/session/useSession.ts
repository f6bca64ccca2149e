import { useQuery } from 'react-query';
import { readSession } from '../../api/entries';
import { queryKeys } from '../../api/keys';
import { retryUnlessRefused } from '../../utils/problem';

/** While the session runs and the page is visible. */
const REFRESH_MS = 2_000;

export const useSession = (id: number) =>
  useQuery([...queryKeys.session, id], ({ signal }) => readSession(id, signal), {
    refetchInterval: (session) => session?.status === 'in-progress' && REFRESH_MS,
    refetchOnWindowFocus: true,
    retry: retryUnlessRefused,
  });

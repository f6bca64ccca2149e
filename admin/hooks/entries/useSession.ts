import { useQuery } from 'react-query';
import { findSession } from '../../api/entries';
import { queryKeys } from '../../api/keys';
import { retryUnlessAnswered } from '../../utils/retry';

/** While the session runs and the page is visible. */
const REFRESH_MS = 2_000;

/** One session, kept fresh while it runs. */
export const useSession = (id: number) =>
  useQuery([...queryKeys.session, id], ({ signal }) => findSession(id, signal), {
    refetchInterval: (session) => session?.status === 'in-progress' && REFRESH_MS,
    refetchOnWindowFocus: true,
    retry: retryUnlessAnswered,
  });

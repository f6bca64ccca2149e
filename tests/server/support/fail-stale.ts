import type { Store } from '../../../server/store/types';

type Staleness = Parameters<Store['sessions']['failStale']>[0];

/** Fails stale sessions as another instance would, with the summary "gone"; returns their ids. */
export const failStale = async (
  store: Store,
  given: Partial<Staleness> = {}
): Promise<number[]> => {
  const staleness = { instanceId: 'another', leaseMs: 60_000, deadInstances: [], ...given };
  const failed = await store.sessions.failStale(staleness, async (session) => ({
    ...session,
    status: 'failed' as const,
    summary: 'gone',
    finishedAt: session.startedAt,
    durationMs: 0,
  }));
  return failed.map(({ id }) => id);
};

import type { ListEntriesResponse, ListEntriesQuery } from '../../shared/contracts';
import type { EntryStore } from '../../server/store/types';

/** A page of the lines of a session that has to be there. */
export const listEntries = async (
  { entries }: { entries: Pick<EntryStore, 'list'> },
  sessionId: number,
  query: ListEntriesQuery
): Promise<ListEntriesResponse> => {
  const answer = await entries.list(sessionId, query);
  if (!answer) throw new Error(`There is no session ${sessionId}`);
  return answer;
};

import { useEffect } from 'react';
import type { ListSessionsResponse } from '../../../shared/contracts';
import type { ListChange } from './list-change';

interface LastPageOptions {
  answer?: ListSessionsResponse;
  page: number;
  onChange: ListChange;
}

/** Leads from a page past the end, where a link has grown old or rows went away, to the last one. */
export const useLastPage = ({ answer, page, onChange }: LastPageOptions) => {
  // Where counting stopped early, the pages past the count may well hold rows.
  const isPastEnd = answer?.pagination.page === page && answer.results.length === 0 && page > 1;
  const lastPage = Math.max(1, answer?.pagination.pageCount ?? 1);
  useEffect(() => {
    if (isPastEnd && page !== lastPage) onChange({ page: lastPage }, { replace: true });
  }, [isPastEnd, page, lastPage, onChange]);
};

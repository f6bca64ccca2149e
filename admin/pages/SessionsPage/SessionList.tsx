import { useEffect } from 'react';
import { Box, Flex, Loader } from '@strapi/design-system';
import { ProblemBar, ProblemNotice } from '../../components/Problem';
import type { ListChange } from '../../hooks/useListState';
import type { useSessions } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import type { ListState } from '../../utils/list-state';
import { ListFooter } from './ListFooter';
import { ListSummary } from './ListSummary';
import { NothingToList } from './NothingToList';
import { SessionTable } from './SessionTable';

interface SessionListProps {
  state: ListState;
  sort: string | undefined;
  sessions: ReturnType<typeof useSessions>;
  onChange: ListChange;
  onSort: (sort: string) => void;
  onClearFilter: () => void;
}

export const SessionList = (props: SessionListProps) => {
  const { state, sort, sessions, onChange, onSort, onClearFilter } = props;
  const t = useTranslate();
  const { list, error, isOutdated, isRetrying, onRetry } = sessions;
  const retry = { isRetrying, onRetry };
  const lastPage = list && !isOutdated ? Math.max(1, list.pagination.pageCount) : Infinity;

  useEffect(() => {
    // An old link, or rows that were deleted.
    if (state.page > lastPage) onChange({ page: lastPage }, { replace: true });
  }, [state.page, lastPage, onChange]);

  if (!list || sort === undefined) {
    return error ? <ProblemNotice error={error} {...retry} /> : <Loading />;
  }

  const { results, pagination, isFiltered } = list;
  const isEmpty = pagination.total === 0;
  return (
    <>
      {error !== null && (
        <Box paddingBottom={4}>
          <ProblemBar variant="warning" text={t('list.notRefreshed')} {...retry} />
        </Box>
      )}
      {(!isEmpty || isFiltered) && (
        <ListSummary state={state} pagination={pagination} onClearFilter={onClearFilter} />
      )}
      {isEmpty ? (
        <NothingToList tab={state.tab} isFiltered={isFiltered} onClearFilter={onClearFilter} />
      ) : (
        <>
          <SessionTable
            results={results}
            search={state.search}
            sort={sort}
            isOutdated={isOutdated}
            onSort={onSort}
          />
          <ListFooter state={state} pagination={pagination} onChange={onChange} />
        </>
      )}
    </>
  );
};

const Loading = () => {
  const t = useTranslate();
  return (
    <Flex justifyContent="center" padding={11}>
      <Box>
        <Loader>{t('list.loading')}</Loader>
      </Box>
    </Flex>
  );
};

import { Box, Flex, Loader } from '@strapi/design-system';
import { ProblemBar } from '../../components/ProblemBar';
import { ProblemNotice } from '../../components/ProblemNotice';
import type { useSessions } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import type { ListState } from '../../utils/list-state';
import { ListFooter } from './ListFooter';
import { ListSummary } from './ListSummary';
import { NothingToList } from './NothingToList';
import { SessionTable } from './SessionTable';
import type { ListChange } from './list-change';
import { useLastPage } from './useLastPage';

interface SessionListProps {
  state: ListState;
  sort: string | undefined;
  sessions: ReturnType<typeof useSessions>;
  onChange: ListChange;
  onSort: (sort: string) => void;
  onClearFilter: () => void;
}

/** One tab's content in whatever state it is: loading, failed, empty, or a table. */
export const SessionList = (props: SessionListProps) => {
  const { state, sort, sessions, onChange, onSort, onClearFilter } = props;
  const t = useTranslate();
  const { answer, error, isOutdated, isRetrying, retry } = sessions;
  useLastPage({ answer, page: state.page, onChange });

  if (!answer || sort === undefined) {
    return error ? (
      <ProblemNotice error={error} isRetrying={isRetrying} onRetry={() => void retry()} />
    ) : (
      <Loading />
    );
  }

  const { results, pagination, isNarrowed } = answer;
  const isEmpty = pagination.total === 0;
  return (
    <>
      {error !== null && (
        <Box paddingBottom={4}>
          <ProblemBar
            variant="warning"
            text={t('list.notRenewed')}
            isRetrying={isRetrying}
            onRetry={() => void retry()}
          />
        </Box>
      )}
      {(!isEmpty || isNarrowed) && (
        <ListSummary state={state} pagination={pagination} onClearFilter={onClearFilter} />
      )}
      {isEmpty ? (
        <NothingToList tab={state.tab} isNarrowed={isNarrowed} onClearFilter={onClearFilter} />
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

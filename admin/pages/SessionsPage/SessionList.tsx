import { Box, Flex, Loader } from '@strapi/design-system';
import { ProblemBar, ProblemNotice } from '../../components/Problem';
import type { useSessions } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import { ListFooter } from './ListFooter';
import { ListSummary } from './ListSummary';
import { NothingToList } from './NothingToList';
import { SessionTable } from './SessionTable';

interface SessionListProps {
  sort: string | undefined;
  sessions: ReturnType<typeof useSessions>;
  onSort: (sort: string) => void;
}

export const SessionList = ({ sort, sessions, onSort }: SessionListProps) => {
  const t = useTranslate();
  const { list, error, isOutdated, retry } = sessions;

  if (!list || sort === undefined) {
    return error ? (
      <ProblemNotice error={error} {...retry} />
    ) : (
      <Flex justifyContent="center" padding={11}>
        <Box>
          <Loader>{t('list.loading')}</Loader>
        </Box>
      </Flex>
    );
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
      {(!isEmpty || isFiltered) && <ListSummary pagination={pagination} />}
      {isEmpty ? (
        <NothingToList isFiltered={isFiltered} />
      ) : (
        <>
          <SessionTable results={results} sort={sort} isOutdated={isOutdated} onSort={onSort} />
          <ListFooter pagination={pagination} />
        </>
      )}
    </>
  );
};

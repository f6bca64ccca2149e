import { Box, Flex, Loader } from '@strapi/design-system';
import { ProblemBar, ProblemNotice } from '../../components/Problem';
import type { useSessions } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import { ListFooter } from './ListFooter';
import { NothingToList } from './NothingToList';
import { SessionTable } from './SessionTable';
import type { TableLayout } from './table-layout';

interface SessionListProps {
  sort: string | undefined;
  sessions: ReturnType<typeof useSessions>;
  layout: TableLayout;
  /** Whether the column headers are shown, by which one sorts. */
  hasHeaders: boolean;
  onSort: (sort: string) => void;
}

export const SessionList = ({ sort, sessions, ...table }: SessionListProps) => {
  const t = useTranslate();
  const { list, confirmedAt, error, isOutdated, retry } = sessions;

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
      {isEmpty ? (
        <NothingToList isFiltered={isFiltered} />
      ) : (
        <>
          <SessionTable
            results={results}
            sort={sort}
            confirmedAt={confirmedAt}
            isOutdated={isOutdated}
            {...table}
          />
          <ListFooter pagination={pagination} />
        </>
      )}
    </>
  );
};

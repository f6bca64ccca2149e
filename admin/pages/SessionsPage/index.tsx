import { useRef } from 'react';
import { Main } from '@strapi/design-system';
import { useSessions } from '../../hooks/useSessions';
import { DeniedPage } from '../../components/DeniedPage';
import { PageBody } from '../../components/Page';
import { useListSort } from '../../hooks/useListSort';
import { useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { withoutFilter } from '../../utils/list-state';
import { toProblem } from '../../utils/problem';
import { ListFilters } from './ListFilters';
import { ListHeader } from './ListHeader';
import { SessionList } from './SessionList';
import { SessionTabs } from './SessionTabs';
import type { SearchFieldHandle } from './ListFilters';

const SessionsPage = () => {
  const t = useTranslate();
  const listState = useListState();
  const { state, change } = listState;
  const { sort, choose } = useListSort(listState);
  const sessions = useSessions(state, sort);
  const searchField = useRef<SearchFieldHandle>(null);

  if (sessions.error && toProblem(sessions.error).kind === 'denied') return <DeniedPage />;

  // The button disappears with the filter, and the focus with it.
  const clearFilter = () => {
    change(withoutFilter(state));
    searchField.current?.input.current.focus();
  };

  return (
    <Main aria-label={t('plugin.name')}>
      <ListHeader />
      <PageBody>
        <SessionTabs
          tab={state.tab}
          // The next tab has a sort of its own.
          onChange={(tab) => change({ tab, sort: undefined })}
          filters={<ListFilters state={state} searchField={searchField} onChange={change} />}
        >
          <SessionList
            state={state}
            sort={sort}
            sessions={sessions}
            onChange={change}
            onSort={choose}
            onClearFilter={clearFilter}
          />
        </SessionTabs>
      </PageBody>
    </Main>
  );
};

export default SessionsPage;

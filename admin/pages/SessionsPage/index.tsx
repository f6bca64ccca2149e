import { useState } from 'react';
import { Main } from '@strapi/design-system';
import { LoadingIndicatorPage } from '@strapi/helper-plugin';
import { ConnectionCheck } from '../../components/ConnectionCheck';
import { DeniedPage } from '../../components/DeniedPage';
import { PageBody } from '../../components/Page';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useCanonicalUrl, useListSort, useListState, useTabInUrl } from '../../hooks/useListState';
import { useSessions } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import { useTabSeen } from '../../hooks/useUnseen';
import { useWidth } from '../../hooks/useWidth';
import { toProblem } from '../../utils/problem';
import { ListFilters } from './ListFilters';
import { ListHeader } from './ListHeader';
import { SessionList } from './SessionList';
import { SessionTabs } from './SessionTabs';
import { layoutFor } from './table-layout';

const Sessions = () => {
  const t = useTranslate();
  const { tab } = useListState().state;
  const { sort, choose } = useListSort();
  const sessions = useSessions(sort);
  const { ref, width } = useWidth<HTMLDivElement>();
  const [isFiltersOpen, setFiltersOpen] = useState(false);
  const layout = layoutFor(width);
  const isCollapsible = layout === 'cards';
  useCanonicalUrl(sort, sessions.lastPage);
  useTabSeen(tab, sessions.list !== undefined);
  useDocumentTitle(t(`tabs.${tab}`));

  if (sessions.error && toProblem(sessions.error).kind === 'denied') return <DeniedPage />;
  return (
    <Main aria-label={t('plugin.name')}>
      <ListHeader list={sessions.list} />
      <PageBody>
        <div ref={ref}>
          <SessionTabs
            width={width}
            filters={
              <ListFilters
                isCollapsible={isCollapsible}
                isOpen={isFiltersOpen}
                onToggle={() => setFiltersOpen(!isFiltersOpen)}
              />
            }
          >
            <SessionList
              sort={sort}
              sessions={sessions}
              layout={layout}
              hasHeaders={!isCollapsible || isFiltersOpen}
              onSort={choose}
            />
          </SessionTabs>
        </div>
        <ConnectionCheck />
      </PageBody>
    </Main>
  );
};

const SessionsPage = () => (useTabInUrl() ? <Sessions /> : <LoadingIndicatorPage />);

export default SessionsPage;

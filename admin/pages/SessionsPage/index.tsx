import { Main } from '@strapi/design-system';
import { DeniedPage } from '../../components/DeniedPage';
import { PageBody } from '../../components/Page';
import { useCanonicalUrl, useListSort } from '../../hooks/useListState';
import { useSessions } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import { toProblem } from '../../utils/problem';
import { ListHeader } from './ListHeader';
import { SessionList } from './SessionList';
import { SessionTabs } from './SessionTabs';

const SessionsPage = () => {
  const t = useTranslate();
  const { sort, choose } = useListSort();
  const sessions = useSessions(sort);
  useCanonicalUrl(sort, sessions.lastPage);

  if (sessions.error && toProblem(sessions.error).kind === 'denied') return <DeniedPage />;
  return (
    <Main aria-label={t('plugin.name')}>
      <ListHeader />
      <PageBody>
        <SessionTabs>
          <SessionList sort={sort} sessions={sessions} onSort={choose} />
        </SessionTabs>
      </PageBody>
    </Main>
  );
};

export default SessionsPage;

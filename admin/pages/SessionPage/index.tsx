import { EmptyStateLayout, Main } from '@strapi/design-system';
import { LoadingIndicatorPage } from '@strapi/helper-plugin';
import { EmptyDocuments } from '@strapi/icons';
import { useParams } from 'react-router-dom';
import type { EventType } from '../../../shared/contracts';
import { parseSessionId } from '../../api/entries';
import { DeniedPage } from '../../components/DeniedPage';
import { PageBody } from '../../components/Page';
import { ProblemNotice } from '../../components/Problem';
import { useSession } from '../../hooks/session/useSession';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useTranslate } from '../../hooks/useTranslate';
import { toProblem } from '../../utils/problem';
import { OpenSession } from './OpenSession';
import { SessionHeader } from './SessionHeader';

/** `clearedTab` is that of a session that was on the page before. */
const MissingSession = ({ clearedTab }: { clearedTab?: EventType }) => {
  const t = useTranslate();
  const kind = clearedTab ? 'cleared' : 'missing';
  useDocumentTitle(t(`session-page.${kind}.title`));
  return (
    <Main>
      <SessionHeader title={t(`session-page.${kind}.title`)} eventType={clearedTab} />
      <PageBody>
        <EmptyStateLayout
          icon={<EmptyDocuments width="10rem" />}
          content={t(`session-page.${kind}.text`)}
        />
      </PageBody>
    </Main>
  );
};

const SessionView = ({ id }: { id: number }) => {
  const t = useTranslate();
  const { data: session, dataUpdatedAt, error, isFetching, refetch } = useSession(id);
  const retry = { isRetrying: isFetching, onRetry: () => void refetch() };
  const problem = error ? toProblem(error).kind : null;

  if (problem === 'missing') return <MissingSession clearedTab={session?.eventType} />;
  if (problem === 'denied') return <DeniedPage />;
  if (session) {
    const state = { confirmedAt: dataUpdatedAt, retry: error ? retry : null };
    return <OpenSession session={session} {...state} />;
  }
  return (
    <Main aria-busy={!error}>
      <SessionHeader title={t('plugin.name')} />
      <PageBody>
        {error ? (
          <ProblemNotice error={error} {...retry} />
        ) : (
          <LoadingIndicatorPage>{t('session-page.loading')}</LoadingIndicatorPage>
        )}
      </PageBody>
    </Main>
  );
};

const SessionPage = () => {
  const { id } = useParams<{ id: string }>();
  const sessionId = parseSessionId(id);
  // By key: no state of one session may be kept for another.
  return sessionId === null ? <MissingSession /> : <SessionView key={sessionId} id={sessionId} />;
};

export default SessionPage;

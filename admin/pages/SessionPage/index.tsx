import { Box, EmptyStateLayout, Main } from '@strapi/design-system';
import { LoadingIndicatorPage } from '@strapi/helper-plugin';
import { EmptyDocuments } from '@strapi/icons';
import { useParams } from 'react-router-dom';
import { parseSessionId } from '../../api/entries';
import { Console } from '../../components/console/Console';
import { DeniedPage } from '../../components/DeniedPage';
import { PageBody, PageHeader } from '../../components/Page';
import { ProblemBar, ProblemNotice } from '../../components/Problem';
import { useSession } from '../../hooks/session/useSession';
import { useInstantFormat } from '../../hooks/useFormats';
import { useTranslate } from '../../hooks/useTranslate';
import { toProblem } from '../../utils/problem';
import { BackLink } from './BackLink';
import { DownloadMenu } from './DownloadMenu';
import { SessionFacts } from './SessionFacts';

const MissingSession = () => {
  const t = useTranslate();
  return (
    <Main>
      <PageHeader title={t('session-page.missing.title')} navigationAction={<BackLink />} />
      <PageBody>
        <EmptyStateLayout
          icon={<EmptyDocuments width="10rem" />}
          content={t('session-page.missing.text')}
        />
      </PageBody>
    </Main>
  );
};

const SessionView = ({ id }: { id: number }) => {
  const t = useTranslate();
  const formatInstant = useInstantFormat();
  const { data: session, error, isFetching, refetch } = useSession(id);
  const retry = { isRetrying: isFetching, onRetry: () => void refetch() };
  const problem = error ? toProblem(error).kind : null;

  if (problem === 'missing') return <MissingSession />;
  if (problem === 'denied') return <DeniedPage />;
  if (!session) {
    return (
      <Main aria-busy={!error}>
        <PageHeader title={t('plugin.name')} navigationAction={<BackLink />} />
        <PageBody>
          {error ? (
            <ProblemNotice error={error} {...retry} />
          ) : (
            <LoadingIndicatorPage>{t('session-page.loading')}</LoadingIndicatorPage>
          )}
        </PageBody>
      </Main>
    );
  }

  const { eventType, startedAt } = session;
  return (
    <Main>
      <PageHeader
        title={t(`session-page.title.${eventType}`, { start: formatInstant(startedAt) })}
        navigationAction={<BackLink eventType={eventType} />}
        primaryAction={<DownloadMenu sessionId={id} />}
      />
      <PageBody>
        {error !== null && (
          <Box paddingBottom={4}>
            <ProblemBar variant="warning" text={t('session-page.notRefreshed')} {...retry} />
          </Box>
        )}
        <SessionFacts session={session} />
        <Box paddingTop={4}>
          <Console session={session} />
        </Box>
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

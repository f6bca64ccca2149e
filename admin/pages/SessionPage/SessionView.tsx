import { Box, Main } from '@strapi/design-system';
import { LoadingIndicatorPage } from '@strapi/helper-plugin';
import { Console } from '../../components/console/Console';
import { DeniedPage } from '../../components/DeniedPage';
import { PageBody } from '../../components/PageBody';
import { PageHeader } from '../../components/PageHeader';
import { ProblemBar } from '../../components/ProblemBar';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useSession } from '../../hooks/session/useSession';
import { useInstantFormat } from '../../hooks/useInstantFormat';
import { useTranslate } from '../../hooks/useTranslate';
import { toProblem } from '../../utils/problem';
import { BackLink } from './BackLink';
import { DownloadMenu } from './DownloadMenu';
import { MissingSession } from './MissingSession';
import { SessionFacts } from './SessionFacts';

/** The page of a session that may not exist. */
export const SessionView = ({ id }: { id: number }) => {
  const t = useTranslate();
  const formatInstant = useInstantFormat();
  const { data: session, error, isFetching, refetch } = useSession(id);
  const problem = error ? toProblem(error).kind : null;

  if (problem === 'missing') return <MissingSession />;
  if (problem === 'denied') return <DeniedPage />;
  if (!session) {
    return (
      <Main aria-busy={!error}>
        <PageHeader title={t('plugin.name')} navigationAction={<BackLink />} />
        <PageBody>
          {error ? (
            <ProblemNotice error={error} isRetrying={isFetching} onRetry={() => void refetch()} />
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
            <ProblemBar
              variant="warning"
              text={t('session-page.notRefreshed')}
              isRetrying={isFetching}
              onRetry={() => void refetch()}
            />
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

import { Box, Main, Typography } from '@strapi/design-system';
import styled from 'styled-components';
import type { Session } from '../../../shared/contracts';
import { Console } from '../../components/console/Console';
import { BundleButton } from '../../components/BundleButton';
import { ProblemBar } from '../../components/Problem';
import { safeText } from '../../console/line-text';
import { useConsole } from '../../hooks/session/useConsole';
import { useSessionClock } from '../../hooks/session/useSessionClock';
import { useTopOffset } from '../../hooks/session/useTopOffset';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useSummary } from '../../hooks/useSummary';
import { useTranslate } from '../../hooks/useTranslate';
import { DownloadMenu } from './DownloadMenu';
import { FailureCause } from './FailureCause';
import { OutcomeTable } from './OutcomeTable';
import { SessionFacts } from './SessionFacts';
import { SessionHeader } from './SessionHeader';

/** As high as the window leaves it at least, so that the lines can take what height is left. */
const Page = styled.div`
  display: flex;
  flex-direction: column;
  margin-bottom: -${({ theme }) => theme.spaces[3]};
  min-height: calc(100vh - var(--top-offset, 0px) - ${({ theme }) => theme.spaces[3]});
`;

const Body = styled(Box)`
  display: flex;
  flex: 1;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[2]};
`;

const Summary = ({ session }: { session: Session }) => {
  const t = useTranslate();
  const summaryOf = useSummary();
  return (
    <Typography
      as="p"
      textColor="neutral800"
      style={{ overflowWrap: 'anywhere', unicodeBidi: 'isolate', whiteSpace: 'pre-wrap' }}
    >
      {safeText(summaryOf(session)) || t('session-page.noSummary')}
    </Typography>
  );
};

interface OpenSessionProps {
  session: Session;
  /** When it was loaded last, by the browser's clock. */
  confirmedAt: number;
  /** Where it couldn't be refreshed. */
  retry: { isRetrying: boolean; onRetry: () => void } | null;
}

/** A session that is loaded: what is known of it, and its lines. */
export const OpenSession = ({ session, confirmedAt, retry }: OpenSessionProps) => {
  const t = useTranslate();
  const clock = useSessionClock(session);
  const model = useConsole(session);
  const page = useTopOffset<HTMLDivElement>();
  const { id, eventType, startedAt, status, outcome } = session;
  useDocumentTitle(
    t('session-page.tabTitle', {
      status: t(`status.${status}`),
      type: t(`session-page.type.${eventType}`),
      day: clock.day(startedAt),
    })
  );

  return (
    <Main>
      <Page ref={page}>
        <SessionHeader
          title={t(`session-page.title.${eventType}`, { start: clock.instant(startedAt) })}
          eventType={eventType}
          actions={
            <>
              <BundleButton sessionId={id} />
              <DownloadMenu sessionId={id} />
            </>
          }
        >
          <SessionFacts session={session} clock={clock} confirmedAt={confirmedAt} />
        </SessionHeader>
        <Body paddingLeft={[10, 6, 4]} paddingRight={[10, 6, 4]}>
          {retry && (
            <ProblemBar variant="warning" text={t('session-page.notRefreshed')} {...retry} />
          )}
          {status === 'failed' ? (
            <FailureCause session={session} model={model} />
          ) : (
            <Summary session={session} />
          )}
          {outcome && <OutcomeTable outcome={outcome} model={model} />}
          <Console model={model} format={clock.line} />
        </Body>
      </Page>
    </Main>
  );
};

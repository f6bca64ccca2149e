import { useMutation } from 'react-query';
import type { Session } from '../../../shared/contracts';
import { readSession, streamEntries } from '../../api/entries';
import { sessionFile, sessionFileName } from '../../console/session-file';
import type { SessionFileType } from '../../console/session-file';
import { browserTimeZone } from '../../utils/days';
import { saveFile } from '../../utils/save-file';
import { useInstantFormat } from '../useInstantFormat';
import { useNotify, useTranslate } from '../useTranslate';

/** Downloads one session with all of its lines; notifies the user where that fails. */
export const useSessionDownload = (sessionId: number) => {
  const t = useTranslate();
  const notify = useNotify();
  const formatInstant = useInstantFormat();

  const headingOf = ({ eventType, startedAt, status, initiatedBy, summary }: Session) =>
    t('session-page.textHeading', {
      title: t(`session-page.title.${eventType}`, { start: formatInstant(startedAt) }),
      status: t(`status.${status}`),
      initiatedBy,
      summary,
      timeZone: browserTimeZone(),
    });

  const { mutate, isLoading } = useMutation(
    async (type: SessionFileType) => {
      // Not the one on the page: a running session has changed since.
      const session = await readSession(sessionId);
      const lines = streamEntries({ sessionId, filter: {} });
      const content = await sessionFile({ session, type, heading: headingOf(session), lines });
      saveFile(sessionFileName(session, type), content);
    },
    { onError: () => notify('warning', 'session-page.downloadFailed') }
  );
  return { download: mutate, isDownloading: isLoading };
};

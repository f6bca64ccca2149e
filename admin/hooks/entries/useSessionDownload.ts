import { useNotification } from '@strapi/helper-plugin';
import { useMutation } from 'react-query';
import type { Session } from '../../../shared/contracts';
import { findSession, streamEntries } from '../../api/entries';
import { browserTimeZone } from '../../utils/days';
import { saveFile } from '../../utils/save-file';
import { getTranslation } from '../../utils/translations';
import { useInstantFormat } from '../useInstantFormat';
import { useTranslate } from '../useTranslate';
import { sessionFile, sessionFileName } from './session-file';
import type { SessionFileType } from './session-file';

/** Downloads one session with all of its lines. Says so where it fails. */
export const useSessionDownload = (sessionId: number) => {
  const t = useTranslate();
  const formatInstant = useInstantFormat();
  const toggleNotification = useNotification();

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
      // Anew: a running session has moved on since it was drawn.
      const session = await findSession(sessionId);
      const lines = streamEntries({ sessionId, filter: {} });
      const content = await sessionFile({ session, type, heading: headingOf(session), lines });
      saveFile(sessionFileName(session, type), content);
    },
    {
      onError: () =>
        toggleNotification({
          type: 'warning',
          message: { id: getTranslation('session-page.downloadFailed') },
        }),
    }
  );
  return { download: mutate, isDownloading: isLoading };
};

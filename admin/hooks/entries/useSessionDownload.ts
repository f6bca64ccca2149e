import { useState } from 'react';
import { useNotification } from '@strapi/helper-plugin';
import { useMutation } from 'react-query';
import type { Session } from '../../../shared/contracts';
import { findSession } from '../../api/entries';
import { browserTimeZone } from '../../utils/days';
import { saveFile } from '../../utils/save-file';
import { getTranslation } from '../../utils/translations';
import { useInstantFormat } from '../useInstantFormat';
import { useTranslate } from '../useTranslate';
import { readLines } from './read-lines';
import { sessionFile, sessionFileName } from './session-file';
import type { SessionFileType } from './session-file';

/** Downloads one session with all of its lines. Says so where it fails. */
export const useSessionDownload = (sessionId: number) => {
  const t = useTranslate();
  const formatInstant = useInstantFormat();
  const toggleNotification = useNotification();
  /** From 0 to 1. */
  const [progress, setProgress] = useState(0);

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
      setProgress(0);
      // Anew: a running session has moved on since it was drawn.
      const session = await findSession(sessionId);
      const lines = readLines({
        sessionId,
        filter: {},
        onProgress: (done, total) => setProgress(total ? done / total : 1),
      });
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
  return { download: mutate, isDownloading: isLoading, progress };
};

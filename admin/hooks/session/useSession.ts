import { useMutation, useQuery } from 'react-query';
import type { Entry, Session } from '../../../shared/contracts';
import { queryKeys } from '../../api/client';
import { readSession, streamEntries } from '../../api/entries';
import type { EntryStreamOptions } from '../../api/entries';
import { sessionFile, sessionFileName } from '../../console/session-file';
import type { SessionFileType } from '../../console/session-file';
import { copyText, saveFile } from '../../utils/browser';
import { browserTimeZone } from '../../utils/days';
import { retryUnlessRefused } from '../../utils/problem';
import { useInstantFormat } from '../useFormats';
import { useSummary } from '../useSummary';
import { useNotify, useTranslate } from '../useTranslate';

/** While the page is visible: a session that runs, and one that has ended but may be cleared. */
const REFRESH_MS = 2_000;
const CHECK_MS = 15_000;

export const useSession = (id: number) =>
  useQuery([...queryKeys.session, id], ({ signal }) => readSession(id, signal), {
    refetchInterval: (session) => (session?.status === 'in-progress' ? REFRESH_MS : CHECK_MS),
    refetchOnWindowFocus: true,
    retry: retryUnlessRefused,
  });

/** Downloads one session with all of its lines; notifies the user where that fails. */
export const useSessionDownload = (sessionId: number) => {
  const t = useTranslate();
  const notify = useNotify();
  const formatInstant = useInstantFormat();
  const summaryOf = useSummary();

  const headingOf = (session: Session) =>
    t('session-page.textHeading', {
      title: t(`session-page.title.${session.eventType}`, {
        start: formatInstant(session.startedAt),
      }),
      status: t(`status.${session.status}`),
      initiatedBy: session.initiatedBy,
      summary: summaryOf(session),
      timeZone: browserTimeZone(),
    });

  const { mutate, isLoading } = useMutation(
    async (type: SessionFileType) => {
      // Not the one on the page: a running session has changed since.
      const session = await readSession(sessionId);
      const lines = streamEntries({ sessionId });
      const content = await sessionFile({ session, type, heading: headingOf(session), lines });
      saveFile(sessionFileName(session, type), content);
    },
    { onError: () => notify('warning', 'session-page.downloadFailed') }
  );
  return { download: mutate, isDownloading: isLoading };
};

interface CopiedLines extends EntryStreamOptions {
  asText: (entry: Entry) => string;
}

const linesAsText = async ({ asText, ...options }: CopiedLines) => {
  const texts: string[] = [];
  for await (const lines of streamEntries(options)) texts.push(...lines.map(asText));
  return `${texts.join('\n')}\n`;
};

/** Copies a text, or lines as text, to the clipboard; notifies the user either way. */
export const useCopy = () => {
  const notify = useNotify();
  const { mutate, isLoading } = useMutation(
    async (given: string | CopiedLines) =>
      copyText(typeof given === 'string' ? given : await linesAsText(given)),
    {
      onSuccess: () => notify('success', 'session-page.copied'),
      onError: () => notify('warning', 'session-page.notCopied'),
    }
  );
  return { copy: mutate, isCopying: isLoading };
};

import { format } from 'date-fns';
import type { Entry, ExportedEntry, Session } from '../../shared/contracts';
import { wholeLine } from './line-text';

export type SessionFileType = 'json' | 'txt';

const MIME_TYPES = { json: 'application/json', txt: 'text/plain;charset=utf-8' } as const;

/** `localazy-activity-log-upload-2026-11-23-143507.json`, by the session's start in the user's time. */
export const sessionFileName = (
  { eventType, startedAt }: Pick<Session, 'eventType' | 'startedAt'>,
  type: SessionFileType
) => `localazy-activity-log-${eventType}-${format(startedAt, 'yyyy-MM-dd-HHmmss')}.${type}`;

const exported = ({ message, timestamp, level, data }: Entry): ExportedEntry => ({
  message,
  timestamp,
  level,
  data,
});

/** The file in parts: one text of 100,000 lines may be more than a browser can hold. */
interface FileBody {
  head: string;
  line: (entry: Entry) => string;
  between: string;
  tail: string;
}

/** The shape of the export (an array of sessions), so that the same programs can read both. */
const jsonBody = (session: Session): FileBody => {
  const end = '[]}]';
  const whole = JSON.stringify([{ ...session, entries: [] }]);
  return {
    head: `${whole.slice(0, -end.length)}[\n`,
    line: (entry) => JSON.stringify(exported(entry)),
    between: ',\n',
    tail: '\n]}]\n',
  };
};

const textBody = (heading: string): FileBody => ({
  head: `${heading}\n\n`,
  line: wholeLine,
  between: '\n',
  tail: '\n',
});

interface SessionFile {
  session: Session;
  type: SessionFileType;
  heading: string;
  lines: AsyncIterable<Entry[]>;
}

export const sessionFile = async ({
  session,
  type,
  heading,
  lines,
}: SessionFile): Promise<Blob> => {
  const { head, line, between, tail } = type === 'json' ? jsonBody(session) : textBody(heading);
  const parts = [head];
  for await (const page of lines) {
    if (parts.length > 1) parts.push(between);
    parts.push(page.map(line).join(between));
  }
  return new Blob([...parts, tail], { type: MIME_TYPES[type] });
};

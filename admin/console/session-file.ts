import { lightFormat } from 'date-fns';
import type { Entry, ExportedEntry, Session } from '../../shared/contracts';
import { dataText } from './data-sections';
import { hasData, indented, INDENT, timedLine } from './line-text';

export type SessionFileType = 'json' | 'txt';

const MIME_TYPES = { json: 'application/json', txt: 'text/plain;charset=utf-8' } as const;

/** `localazy-activity-log-upload-2026-11-23-143507.json`, by the session's start in the user's time. */
export const sessionFileName = (
  { eventType, startedAt }: Pick<Session, 'eventType' | 'startedAt'>,
  type: SessionFileType
) => `localazy-activity-log-${eventType}-${lightFormat(startedAt, 'yyyy-MM-dd-HHmmss')}.${type}`;

const jsonLine = ({ message, timestamp, level, data, content }: Entry) =>
  JSON.stringify({ message, timestamp, level, data, content } satisfies ExportedEntry);

/** A spreadsheet that opens the text begins a cell after a tab, which may be a formula. */
const withoutTabs = (text: string) => text.replaceAll('\t', INDENT);

/** A line as text with its data below it. */
export const wholeLine = (entry: Entry) =>
  withoutTabs(
    hasData(entry)
      ? `${timedLine(entry)}\n${INDENT}${indented(dataText(entry.data, entry.message))}`
      : timedLine(entry)
  );

/** The shape of the export (an array of sessions), so that the same programs can read both. */
const jsonFrame = (session: Session) => {
  const whole = JSON.stringify([{ ...session, entries: [] }]);
  return [`${whole.slice(0, -']}]'.length)}\n`, '\n]}]\n'];
};

interface SessionFile {
  session: Session;
  type: SessionFileType;
  heading: string;
  lines: AsyncIterable<Entry[]>;
}

/** The file is made of parts: one text of 100,000 lines may be more than a browser can hold. */
export const sessionFile = async (file: SessionFile): Promise<Blob> => {
  const { session, type, heading, lines } = file;
  const isJson = type === 'json';
  const [head, tail] = isJson ? jsonFrame(session) : [`${heading}\n\n`, '\n'];
  const asText = isJson ? jsonLine : wholeLine;
  const between = isJson ? ',\n' : '\n';
  const parts = [head];
  for await (const page of lines) {
    if (parts.length > 1) parts.push(between);
    parts.push(page.map(asText).join(between));
  }
  return new Blob([...parts, tail], { type: MIME_TYPES[type] });
};

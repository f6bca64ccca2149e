import type { Session } from '../../shared/contracts';
import type { ExportPart, StoredLine } from '../store/types';

/** `data` is JSON text already: to parse it only to write it again would take most of an export's time. */
const withData = (fields: object, { data }: StoredLine): string =>
  `${JSON.stringify(fields).slice(0, -1)},"data":${data ?? 'null'}}`;

/** An `Entry` as JSON. */
export const toEntryJson = (line: StoredLine): string => {
  const { data: _, ...fields } = line;
  return withData(fields, line);
};

/** An `ExportedEntry` as JSON. */
const toExportedEntryJson = (line: StoredLine): string => {
  const { message, timestamp, level } = line;
  return withData({ message, timestamp, level }, line);
};

const sessionStart = (session: Session) => `${JSON.stringify(session).slice(0, -1)},"entries":[`;

/**
 * The text of the exported file, piece by piece: a JSON array of sessions, each with its `entries`.
 * It is complete only where `parts` ended; where reading fails, so does this.
 */
export async function* toExportJson(parts: AsyncIterable<ExportPart>): AsyncGenerator<string> {
  let sessions = 0;
  let lines = 0;
  for await (const part of parts) {
    if ('session' in part) {
      yield `${sessions === 0 ? '[' : ']},'}\n${sessionStart(part.session)}`;
      sessions += 1;
      lines = 0;
    } else if (part.lines.length > 0) {
      yield `${lines === 0 ? '' : ','}${part.lines.map(toExportedEntryJson).join(',')}`;
      lines += part.lines.length;
    }
  }
  yield sessions === 0 ? '[]\n' : ']}\n]\n';
}

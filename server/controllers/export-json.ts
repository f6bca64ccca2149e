import type { Session } from '../../shared/contracts';
import type { ExportPart, StoredLine } from '../store/types';

/** An `Entry` as JSON. `data` is JSON text already: to parse it only to write it again would take long. */
export const toEntryJson = ({ data, ...fields }: StoredLine): string =>
  `${JSON.stringify(fields).slice(0, -1)},"data":${data}}`;

/** An `ExportedEntry` as JSON, from its parts: an object for each of a hundred thousand lines takes half as long again. */
const toExportedEntryJson = ({ message, timestamp, level, content, data }: StoredLine): string =>
  `{"message":${JSON.stringify(message)},"timestamp":${timestamp},"level":"${level}","content":${JSON.stringify(content)},"data":${data}}`;

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

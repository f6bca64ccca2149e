import type { Session } from '../../shared/contracts';
import type { ExportedLine, ExportPart } from '../store/types';

/** `data` is JSON text already: parsing it only to write it again would take most of an export's time. */
export const toExportedEntry = ({ message, timestamp, level, data }: ExportedLine): string =>
  `${JSON.stringify({ message, timestamp, level }).slice(0, -1)},"data":${data ?? 'null'}}`;

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
      yield `${lines === 0 ? '' : ','}${part.lines.map(toExportedEntry).join(',')}`;
      lines += part.lines.length;
    }
  }
  yield sessions === 0 ? '[]\n' : ']}\n]\n';
}

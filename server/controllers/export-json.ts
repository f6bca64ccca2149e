import type { Entry, ExportedEntry, ExportedSession } from '../../shared/contracts';
import type { ExportPart } from '../store/types';

const exportedEntry = ({ message, timestamp, level, data }: Entry): ExportedEntry => ({
  message,
  timestamp,
  level,
  data,
});

const sessionStart = (session: Omit<ExportedSession, 'entries'>) =>
  `${JSON.stringify(session).slice(0, -1)},"entries":[`;

/**
 * The text of the exported file, piece by piece: a JSON array of sessions, each with its `entries`.
 * It is complete only where `parts` ended; where reading fails, so does this.
 */
export async function* toExportJson(parts: AsyncIterable<ExportPart>): AsyncGenerator<string> {
  let sessions = 0;
  let entries = 0;
  for await (const part of parts) {
    if ('session' in part) {
      yield `${sessions === 0 ? '[' : ']},'}\n${sessionStart(part.session)}`;
      sessions += 1;
      entries = 0;
    } else {
      const lines = part.entries.map((entry) => JSON.stringify(exportedEntry(entry)));
      yield `${entries === 0 ? '' : ','}${lines.join(',')}`;
      entries += lines.length;
    }
  }
  yield sessions === 0 ? '[]\n' : ']}\n]\n';
}

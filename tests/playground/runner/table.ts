import type { Session } from '../../../shared/contracts';
import { statusLabels } from '../../../shared/status-labels';

const HEADERS = ['Type', 'Status', 'Duration', 'Initiated by', 'Summary', 'Entries'];

const cells = (session: Session): string[] => [
  session.eventType,
  statusLabels('en')[session.status],
  `${session.durationMs} ms`,
  session.initiatedBy,
  session.summary,
  String(session.entryCount),
];

/** The sessions as an aligned text table with a header. */
export const sessionTable = (sessions: Session[]): string => {
  const rows = [HEADERS, ...sessions.map(cells)];
  const widths = HEADERS.map((_header, column) =>
    Math.max(...rows.map((row) => row[column].length))
  );
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].map((text) => text.trimEnd()).join('\n');
};

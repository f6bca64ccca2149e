import { format } from 'date-fns';
import type { Entry } from '../../../shared/contracts';
import { safeText } from './safe-text';

/** To the millisecond, in the browser's time zone. */
const TIME_FORMAT = 'yyyy-MM-dd HH:mm:ss.SSS';

/** Sets off what belongs to the line above, so that a message can't pass for further lines. */
const INDENT = '    ';

const indented = (text: string) => text.split('\n').join(`\n${INDENT}`);

/** A line as text: its message alone. */
export const plainLine = ({ message }: Entry) => indented(safeText(message));

/** A line as text: `2026-11-23 14:35:07.123 WARN  message`. */
export const timedLine = (entry: Entry) =>
  `${format(entry.timestamp, TIME_FORMAT)} ${entry.level.toUpperCase().padEnd(5)} ${plainLine(entry)}`;

/** Whether the caller gave anything beside the message. */
export const hasData = ({ data }: Entry) => data !== null && data !== undefined;

/** Where a spreadsheet opens the text, what stands behind a tab begins a cell, and may be a formula. */
const withoutTabs = (text: string) => text.replaceAll('\t', INDENT);

/** The same with its data below it, as one line of JSON. */
export const wholeLine = (entry: Entry) =>
  withoutTabs(
    hasData(entry)
      ? `${timedLine(entry)}\n${INDENT}${safeText(JSON.stringify(entry.data))}`
      : timedLine(entry)
  );

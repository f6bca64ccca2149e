import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Bundle } from '../../shared/contracts';
import { REDACTED, type Redactor } from '../domain/redaction';
import type { StoredLine } from '../store/types';

/** Redacting many long lines would hold the event loop. */
const WORK_MS = 10;

interface BundleParts extends Omit<Bundle, 'entries' | 'redactedCount'> {
  lines: AsyncIterable<StoredLine[]>;
}

const occurrences = (text: string) => text.split(REDACTED).length - 1;

/**
 * The text of a troubleshooting bundle, piece by piece. Everything is redacted here, stored lines once
 * more: a secret may have become known after they were written.
 */
export async function* toBundleJson(
  { lines, redaction, ...parts }: BundleParts,
  redact: Redactor['line']
): AsyncGenerator<string> {
  const redacted = (value: unknown): string => redact('', value).data ?? 'null';

  /** By parts, as a single text is cut past a bound when it's redacted. */
  const toJson = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(redacted).join(',')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const fields = Object.entries(value).map(
      ([name, field]) => `${JSON.stringify(name)}:${redacted(field)}`
    );
    return `{${fields.join(',')}}`;
  };

  const toEntryJson = ({ data, message, ...fields }: StoredLine): string => {
    const line = redact(message, data === null ? null : JSON.parse(data));
    const rest = JSON.stringify({ ...fields, message: line.message });
    return `${rest.slice(0, -1)},"data":${line.data ?? 'null'}}`;
  };

  let redactedCount = 0;
  const counted = (text: string) => {
    redactedCount += occurrences(text);
    return text;
  };

  yield '{\n';
  for (const [name, value] of Object.entries(parts)) {
    yield counted(`${JSON.stringify(name)}:${toJson(value)},\n`);
  }
  yield `"redaction":${JSON.stringify(redaction)},\n"entries":[`;
  let separator = '\n';
  let workedFrom = performance.now();
  for await (const page of lines) {
    for (const line of page) {
      yield counted(`${separator}${toEntryJson(line)}`);
      separator = ',\n';
      if (performance.now() - workedFrom < WORK_MS) continue;
      await yieldToEventLoop();
      workedFrom = performance.now();
    }
  }
  yield `\n],\n"redactedCount":${redactedCount}\n}\n`;
}

import type { z } from 'zod';

/**
 * The values of an NDJSON file, in batches: as one text it could be more than a browser can hold.
 * Throws a ZodError where a line doesn't match `schema`.
 */
export async function* readJsonLines<Schema extends z.ZodTypeAny>(
  file: Blob,
  schema: Schema
): AsyncGenerator<z.output<Schema>[]> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = `${rest}${value ?? ''}`.split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    const values = lines.filter(Boolean).map((line) => schema.parse(JSON.parse(line)));
    if (values.length > 0) yield values;
    if (done) return;
  }
}

import type { z } from 'zod';

/**
 * What a file of JSON values, one on each line, holds; as batches. Read piece by piece: as one text
 * it could be more than a browser can hold. Throws where a line isn't what `schema` says.
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

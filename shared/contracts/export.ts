import { entrySchema } from './entry';
import { sessionSchema } from './session';
import { z } from 'zod';

/** One line in the exported file: the field names of the official v5 plugin's export. */
export const exportedEntrySchema = entrySchema.omit({ sequence: true });
export type ExportedEntry = z.infer<typeof exportedEntrySchema>;

/** The exported file: a JSON array of these, newest first. */
export const exportedSessionSchema = sessionSchema.extend({
  entries: z.array(exportedEntrySchema),
});
export type ExportedSession = z.infer<typeof exportedSessionSchema>;

/** `localazy-activity-logs-2026-11-23.json`, with the user's own date (`YYYY-MM-DD`); `…-filtered.json` where a filter left out some. */
export const exportFileName = (day: string, isFiltered: boolean) =>
  `localazy-activity-logs-${day}${isFiltered ? '-filtered' : ''}.json`;

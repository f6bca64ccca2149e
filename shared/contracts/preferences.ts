import { z } from 'zod';
import { DEFAULT_SORT, formatSort, sortTextSchema } from './session';
import { eventTypeSchema } from './vocabulary';

const defaultSort = formatSort(DEFAULT_SORT);

/** What one admin user chose: the sort of each tab, and the tab that was used last. */
export const preferencesSchema = z
  .object({
    sort: z
      .object({ upload: sortTextSchema, download: sortTextSchema, webhook: sortTextSchema })
      .strict(),
    lastTab: eventTypeSchema,
  })
  .strict();
export type Preferences = z.infer<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = {
  sort: { upload: defaultSort, download: defaultSort, webhook: defaultSort },
  lastTab: 'upload',
};

/** PUT /preferences: what is left out stays as it is, so do the sorts of other tabs. */
export const preferencesPatchSchema = z
  .object({
    sort: preferencesSchema.shape.sort.partial().optional(),
    lastTab: eventTypeSchema.optional(),
    /** This tab was looked at now: its failed sessions are seen. */
    seen: eventTypeSchema.optional(),
  })
  .strict()
  .refine((patch) => Object.keys(patch).length > 0, {
    message: 'must be given, or lastTab or seen',
    path: ['sort'],
  });
export type PreferencesPatch = z.infer<typeof preferencesPatchSchema>;

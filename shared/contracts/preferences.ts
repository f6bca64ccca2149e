import { z } from 'zod';
import { DEFAULT_SORT, formatSort, sortTextSchema } from './session';

const defaultSort = formatSort(DEFAULT_SORT);

/** What one admin user chose: the sort of each tab. */
export const preferencesSchema = z
  .object({
    sort: z
      .object({ upload: sortTextSchema, download: sortTextSchema, webhook: sortTextSchema })
      .strict(),
  })
  .strict();
export type Preferences = z.infer<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = {
  sort: { upload: defaultSort, download: defaultSort, webhook: defaultSort },
};

/** PUT /preferences: any of the tabs; those left out keep what they had. */
export const preferencesPatchSchema = z
  .object({ sort: preferencesSchema.shape.sort.partial() })
  .strict();
export type PreferencesPatch = z.infer<typeof preferencesPatchSchema>;

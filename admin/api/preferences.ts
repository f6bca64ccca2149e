import { preferencesSchema } from '../../shared/contracts';
import type { PreferencesPatch } from '../../shared/contracts';
import { read, write } from './client';

const PATH = '/preferences';

/** What the signed-in user chose. */
export const readPreferences = (signal?: AbortSignal) =>
  read(PATH, { answer: preferencesSchema, signal });

/** Keeps what `patch` names; answers all of it. */
export const savePreferences = (patch: PreferencesPatch) => write(PATH, patch, preferencesSchema);

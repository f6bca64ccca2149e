import type { LoadedStrapi } from '@strapi/types';
import {
  DEFAULT_PREFERENCES,
  type Preferences,
  type PreferencesPatch,
} from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Store } from '../store/types';

/** What an admin user chose, with the defaults for the rest. */
export const createPreferences = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = (): Store => strapi.plugin(PLUGIN_ID).service('store');

  const read = async (userId: number): Promise<Preferences> => ({
    sort: { ...DEFAULT_PREFERENCES.sort, ...(await store().preferences.read(userId)) },
  });

  return {
    read,

    /** Saves the tabs that the patch names; returns all of them. */
    async update(userId: number, patch: PreferencesPatch): Promise<Preferences> {
      await store().preferences.save(userId, patch.sort);
      return read(userId);
    },
  };
};

export type PreferencesService = ReturnType<typeof createPreferences>;

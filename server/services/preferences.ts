import type { LoadedStrapi } from '@strapi/types';
import {
  DEFAULT_PREFERENCES,
  preferencesPatchSchema,
  type Preferences,
  type PreferencesPatch,
} from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';

const TABS = ['upload', 'download', 'webhook'] as const;

/**
 * What an admin user chose, in Strapi's own store. Each tab has a key of its own, so that two
 * browser tabs that save at once, in one Strapi or in two, never undo each other.
 */
export const createPreferences = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = () => strapi.store({ type: 'plugin', name: PLUGIN_ID });
  const key = (userId: number, tab: (typeof TABS)[number]) => `sort_${tab}_user_${userId}`;

  /** What is stored may be of another version: what no longer fits is as if not chosen. */
  const readTab = async (userId: number, tab: (typeof TABS)[number]): Promise<string> => {
    const stored = await store().get({ key: key(userId, tab) });
    const parsed = preferencesPatchSchema.safeParse({ sort: { [tab]: stored ?? undefined } });
    return (parsed.success && parsed.data.sort[tab]) || DEFAULT_PREFERENCES.sort[tab];
  };

  const read = async (userId: number): Promise<Preferences> => {
    const [upload, download, webhook] = await Promise.all(TABS.map((tab) => readTab(userId, tab)));
    return { sort: { upload, download, webhook } };
  };

  return {
    read,

    /** Saves the tabs that the patch names; answers all of them. */
    async update(userId: number, patch: PreferencesPatch): Promise<Preferences> {
      for (const tab of TABS) {
        const value = patch.sort[tab];
        if (value !== undefined) await store().set({ key: key(userId, tab), value });
      }
      return read(userId);
    },
  };
};

export type PreferencesService = ReturnType<typeof createPreferences>;

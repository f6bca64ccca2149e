import type { Strapi } from '@strapi/strapi';
import { z } from 'zod';
import type { EntryContent } from '../../shared/contracts';
import type { MethodWrapper } from './official-plugin';
import { toStrapiLocale } from './locale-codes';
import type { TransferReport } from './transfer-report';
import type { Transfers } from './transfers';

const entrySchema = z.object({
  id: z.number().int().positive(),
  /** Null for drafts, absent where the type has none. */
  publishedAt: z.unknown(),
});

/** An entry while it is saved. */
interface Saving {
  type: string;
  hasCreated: boolean;
  /** Its row is in the database. */
  isSaved: boolean;
}

interface Lifecycles {
  run(action: string, uid: string, ...rest: unknown[]): Promise<unknown>;
}

const SAVED = new Set(['afterCreate', 'afterUpdate']);

const touchedSchema = z.object({
  type: z.string(),
  source: entrySchema.extend({ locale: z.string().nullish() }),
  locale: z.string(),
});

/**
 * Wrappers of the services with which the official plugin saves translations: the lines that it writes
 * afterwards are about the entry that these have created, updated or failed to save.
 */
export const wrapSaves = (strapi: Strapi, transfers: Transfers) => {
  /** Reports within a call: creating an entry updates it as well. */
  const saving = new WeakMap<TransferReport, Saving>();
  let restoreLifecycles: (() => void) | null = null;

  /** Hooks that run after an entry was saved may fail: then it is saved all the same. */
  const followLifecycles = () => {
    const lifecycles: Lifecycles | undefined = strapi.db?.lifecycles;
    if (restoreLifecycles || !lifecycles) return;
    const { run } = lifecycles;
    const followed: Lifecycles['run'] = (action, uid, ...rest) => {
      const report = SAVED.has(action) ? transfers.currentReport() : undefined;
      const state = report && saving.get(report);
      if (state?.type === uid) state.isSaved = true;
      return run.call(lifecycles, action, uid, ...rest);
    };
    lifecycles.run = followed;
    restoreLifecycles = () => {
      if (lifecycles.run === followed) lifecycles.run = run;
    };
  };

  const recordSave =
    (action: 'created' | 'updated', read: (args: unknown[]) => unknown): MethodWrapper =>
    async (original, service, args) => {
      const report = transfers.currentReport();
      const outer = report && saving.get(report);
      if (outer) Object.assign(outer, { hasCreated: true, isSaved: false });
      const { data: touched } = touchedSchema.safeParse(read(args));
      if (!report || outer || !touched) return original.apply(service, args);

      const { type, source, locale } = touched;
      const state: Saving = { type, hasCreated: false, isSaved: false };
      followLifecycles();
      saving.set(report, state);
      const about = (id: number, what: EntryContent['action']): EntryContent => ({
        type,
        id,
        locale,
        action: what,
      });
      try {
        const result = await original.apply(service, args);
        const { data: entry } = entrySchema.safeParse(result);
        if (entry) {
          report.touched = {
            content: about(entry.id, action),
            isDraft: entry.publishedAt === null,
          };
        }
        return result;
      } catch (error) {
        report.touched = {
          content: about(source.id, 'failed'),
          error,
          isOwnLanguage: source.locale === locale,
        };
        if (state.isSaved) report.savedAllTheSame += 1;
        else if (state.hasCreated) report.incomplete += 1;
        throw error;
      } finally {
        saving.delete(report);
      }
    };

  const createStrapiLocale: MethodWrapper = async (original, service, args) => {
    try {
      return await original.apply(service, args);
    } catch (error) {
      const report = transfers.currentReport();
      const [, code] = args;
      if (report && typeof code === 'string') {
        report.touched = { content: null, error, language: toStrapiLocale(code) };
      }
      throw error;
    }
  };

  return {
    entries: {
      createEntry: recordSave('created', ([, type, , , source, locale]) => ({
        type,
        source,
        locale,
      })),
      updateEntry: recordSave('updated', ([type, , , , source, locale]) => ({
        type,
        source,
        locale,
      })),
    },
    locales: { createStrapiLocale },
    restore: () => restoreLifecycles?.(),
  };
};

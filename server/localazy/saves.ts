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

const touchedSchema = z.object({ type: z.string(), source: entrySchema, locale: z.string() });

/**
 * Wrappers of the services with which the official plugin saves translations: the lines that it writes
 * afterwards are about the entry that these have created, updated or failed to save.
 */
export const wrapSaves = (transfers: Transfers) => {
  /** Reports within a call: creating an entry updates it as well. */
  const saving = new WeakMap<TransferReport, { hasCreated: boolean }>();

  const recordSave =
    (action: 'created' | 'updated', read: (args: unknown[]) => unknown): MethodWrapper =>
    async (original, service, args) => {
      const report = transfers.currentReport();
      const outer = report && saving.get(report);
      if (outer) outer.hasCreated = true;
      const { data: touched } = touchedSchema.safeParse(read(args));
      if (!report || outer || !touched) return original.apply(service, args);

      const { type, source, locale } = touched;
      const state = { hasCreated: false };
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
        report.touched = { content: about(source.id, 'failed'), error };
        if (state.hasCreated) report.incomplete += 1;
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
  };
};

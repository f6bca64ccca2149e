import { z } from 'zod';
import type { Transfers } from './transfers';

const codesSchema = z.array(z.string()).catch([]);

/** What the official plugin's settings hold of languages; all of it may be missing. */
const settingsSchema = z.object({
  download: z.object({ uiLanguages: codesSchema, webhookLanguages: codesSchema }),
});

const projectSchema = z.object({
  sourceLanguage: z.number(),
  languages: z.array(z.object({ id: z.number(), code: z.string() })),
});

/**
 * Notes which languages a download is narrowed to and which the project has: where nothing is saved,
 * that may be why. To be told what the official plugin's services answer in the course of a download.
 */
export const createLanguageNotes = ({ transfers }: { transfers: Transfers }) => ({
  noteSettings(settings: unknown) {
    const report = transfers.currentReport();
    // Also read for each call of the webhook, forged ones included: nothing is done for those.
    if (!report) return;
    const parsed = settingsSchema.safeParse(settings);
    if (!parsed.success) return;
    const { uiLanguages, webhookLanguages } = parsed.data.download;
    report.chosenLanguages = report.eventType === 'webhook' ? webhookLanguages : uiLanguages;
  },

  noteProject(project: unknown) {
    const report = transfers.currentReport();
    if (!report) return;
    const parsed = projectSchema.safeParse(project);
    if (!parsed.success) return;
    const { languages, sourceLanguage } = parsed.data;
    report.projectLanguages = languages
      .filter(({ id }) => id !== sourceLanguage)
      .map(({ code }) => code);
  },
});

import { z } from 'zod';
import type { Transfers } from './transfers';

const codesSchema = z.array(z.string()).catch([]);

/** The part of the official plugin's settings that limits languages; all of it may be missing. */
const settingsSchema = z.object({
  download: z.object({ uiLanguages: codesSchema, webhookLanguages: codesSchema }),
});

const projectSchema = z.object({
  sourceLanguage: z.number(),
  languages: z.array(z.object({ id: z.number(), code: z.string() })),
});

/**
 * Notes which languages a download is limited to and which the project has: that may be why nothing is
 * saved. Takes what the official plugin's services return during a download.
 */
export const createLanguageNotes = ({ transfers }: { transfers: Transfers }) => ({
  noteSettings(settings: unknown) {
    const report = transfers.currentReport();
    // Each call of the webhook reads the settings, forged ones included: those must cost nothing.
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

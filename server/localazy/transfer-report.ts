import { z } from 'zod';
import type { EntryLevel, EventType } from '../../shared/contracts';

/** An entry that could not be saved. */
export interface Problem {
  /** E.g. "article 5"; null where the plugin did not name one. */
  entry: string | null;
  language: string | null;
  reason: string;
}

/** What is known of one transfer from its messages and calls. */
export const createTransferReport = (eventType: EventType) => ({
  eventType,
  created: 0,
  updated: 0,
  problems: [] as Problem[],
  /** Languages of the entries that were saved. */
  languages: new Set<string>(),
  skippedLanguages: new Set<string>(),
  /** Collections of the transfer setup that are switched off in it. */
  disabledCollections: new Set<string>(),
  /** Messages that are none of the plugin's known ones: a download reports errors in them and goes on. */
  unknownMessages: [] as string[],
  uploaded: null as { keys: number; language: string } | null,
  /** Why Localazy did not confirm what was uploaded. */
  refusal: null as string | null,
  lastFinish: null as { success: boolean; message: string } | null,
  /** Languages that the plugin's settings limit downloads to; empty means all. */
  chosenLanguages: [] as string[],
  /** The project's languages beside its source language; null while not known. */
  projectLanguages: null as string[] | null,
});

export type TransferReport = ReturnType<typeof createTransferReport>;

type Groups = Partial<Record<string, string>>;
type Note = (report: TransferReport, groups: Groups) => void;

const ENTRY = String.raw`(?<uid>\S+?)\[(?<id>.+?)\]`;

/** "article" of `api::article.article`. */
const shortName = (uid = '') => uid.split('.').pop();

const saved =
  (count: 'created' | 'updated'): Note =>
  (report, { language = '' }) => {
    report[count] += 1;
    report.languages.add(language);
  };

const problem =
  (describe: (groups: Groups) => string = ({ reason = '' }) => reason): Note =>
  (report, groups) => {
    const { uid, id, language = null } = groups;
    const entry = id ? `${shortName(uid)} ${id}` : null;
    report.problems.push({ entry, language, reason: describe(groups) });
  };

/** The messages of 0.2.x's transfers, as its services write them. */
const KNOWN_MESSAGES: [RegExp, EntryLevel, Note?][] = [
  [/^Created new entry .+ in language (?<language>\S+)$/, 'info', saved('created')],
  [/^Updated .+\((?<language>\S+)\)$/, 'info', saved('updated')],
  [
    new RegExp(`^Cannot create an entry in (?<language>\\S+) for ${ENTRY}: (?<reason>.*)$`, 's'),
    'error',
    problem(),
  ],
  [
    new RegExp(`^Cannot update an ${ENTRY} \\((?<language>\\S+)\\): (?<reason>.*)$`, 's'),
    'error',
    problem(),
  ],
  [
    new RegExp(`processing download: Source language entry ${ENTRY} does not exist`),
    'error',
    problem(() => 'it no longer exists in Strapi'),
  ],
  [
    /processing download: Content type (?<uid>\S+) does not support localizations/,
    'error',
    problem(
      ({ uid }) => `“${shortName(uid)}” is not translatable in Strapi (internationalization is off)`
    ),
  ],
  [/^An error occured while processing download: (?<reason>.*)$/s, 'error', problem()],
  [
    /^Language (?<language>\S+) is not supported by Strapi$/,
    'warn',
    (report, { language = '' }) => report.skippedLanguages.add(language),
  ],
  [
    /^Collection (?<collection>.+) transfer is disabled\.$/,
    'warn',
    (report, { collection = '' }) => report.disabledCollections.add(collection),
  ],
  [/^No (?:keys|fields)\b/, 'warn'],
  [/^(?:(?:Upload|Download) (?:started|finished)$|Created locale |Uploading collections)/, 'info'],
];

/**
 * Adds what a message of the plugin means to the report, and returns its level. An unknown message
 * during the transfer is an error's message that the plugin passes on.
 */
export const parseMessage = (
  report: TransferReport,
  message: string,
  isEnd: boolean
): EntryLevel => {
  for (const [pattern, level, note] of KNOWN_MESSAGES) {
    const match = message.match(pattern);
    if (!match) continue;
    note?.(report, match.groups ?? {});
    return level;
  }
  if (isEnd) return 'info';
  report.unknownMessages.push(message);
  return 'warn';
};

const codesSchema = z.array(z.string()).catch([]);

/** The part of the official plugin's settings that limits languages; all of it may be missing. */
const settingsSchema = z.object({
  download: z.object({ uiLanguages: codesSchema, webhookLanguages: codesSchema }),
});

const projectSchema = z.object({
  sourceLanguage: z.number(),
  languages: z.array(z.object({ id: z.number(), code: z.string() })),
});

/** Notes the languages that the plugin's settings limit a download to: they may be why nothing is saved. */
export const noteSettings = (report: TransferReport, settings: unknown) => {
  const { data } = settingsSchema.safeParse(settings);
  if (!data) return;
  const { uiLanguages, webhookLanguages } = data.download;
  report.chosenLanguages = report.eventType === 'webhook' ? webhookLanguages : uiLanguages;
};

/** Notes the languages that the Localazy project has. */
export const noteProject = (report: TransferReport, project: unknown) => {
  const { data } = projectSchema.safeParse(project);
  if (!data) return;
  report.projectLanguages = data.languages
    .filter(({ id }) => id !== data.sourceLanguage)
    .map(({ code }) => code);
};

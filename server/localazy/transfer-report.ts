import { z } from 'zod';
import type { EntryContent, EntryLevel, EventType } from '../../shared/contracts';
import { describeDatabaseError } from '../domain/database-error';
import { say } from '../domain/summaries';
import { explainInStrapi, type Explanation } from './explain';
import type { Refusal } from './imports';
import type { Upload } from './upload';

/** Entries that were saved by one kind of action. */
const createSaved = () => ({ count: 0, drafts: 0, languages: new Set<string>() });
export type Saved = ReturnType<typeof createSaved>;

/** An entry that could not be saved. */
export interface Problem {
  /** E.g. "article 5 (cs)"; null where the plugin did not name one. */
  entry: string | null;
  language: string | null;
  explanation: Explanation;
}

/** What a service of the plugin did, until the plugin's message about it comes. */
interface Touched {
  content: EntryContent | null;
  isDraft?: boolean;
  error?: unknown;
  /** The source entry is itself in the language that it should be translated to. */
  isOwnLanguage?: boolean;
  /** The language that was to be added. */
  language?: string;
}

/** What is known of one transfer from its messages and calls. */
export const createTransferReport = (eventType: EventType) => ({
  eventType,
  created: createSaved(),
  updated: createSaved(),
  problems: [] as Problem[],
  /** Entries among them whose language the plugin did not name. */
  withoutLanguage: new Set<string>(),
  /** Entries among the problems that were created all the same. */
  incomplete: 0,
  /** Entries among the problems that were saved before a hook failed. */
  savedAllTheSame: 0,
  touched: null as Touched | null,
  unsupportedLanguages: new Set<string>(),
  /** Languages that Strapi refused to add for another reason. */
  refusedLanguages: [] as { language: string | null; explanation: Explanation }[],
  /** Collections of the transfer setup, and those that are switched off in it. */
  collections: [] as string[],
  disabledCollections: new Set<string>(),
  /** Collections that had nothing to send, and translatable ones that the setup doesn't have. */
  emptyCollections: [] as string[],
  unchosenCollections: [] as string[],
  /** Null where nothing was handed over, or it can't be read. */
  upload: null as Upload | null,
  wasImported: false,
  /** Why Localazy did not confirm the upload. */
  refusal: null as Refusal | null,
  /** Localazy confirmed the upload, and then failed to list its files. */
  listingFailed: false,
  lastFinish: null as { success: boolean; message: string } | null,
  /** Languages that the plugin's settings limit downloads to; empty means all. */
  chosenLanguages: [] as string[],
  /** The project's languages beside its source language; null while not known. */
  projectLanguages: null as string[] | null,
  /** Other downloads that ran at the same time. */
  concurrent: new Set<object>(),
});

export type TransferReport = ReturnType<typeof createTransferReport>;

/** A message of the plugin as a line. */
interface MessageLine {
  level: EntryLevel;
  message: string;
  data?: unknown;
  content?: EntryContent | null;
  /** The console line before has the cause of this one. */
  hasCauseBefore?: boolean;
}

type Groups = Partial<Record<string, string>>;
type Read = (
  report: TransferReport,
  groups: Groups,
  touched: Touched | null
) => Partial<MessageLine> | void;

const ENTRY = String.raw`(?<uid>\S+?)\[(?<id>.+?)\]`;

/** "article" of `api::article.article`. */
export const shortName = (uid = '') => uid.split('.').pop() ?? '';

const saved =
  (action: 'created' | 'updated'): Read =>
  (report, { language = '' }, touched) => {
    report[action].count += 1;
    report[action].languages.add(language);
    if (touched?.isDraft) report[action].drafts += 1;
    return { content: touched?.content };
  };

/** Reasons that only count fields, or hold a statement and its content, are put in other words. */
const reworded = ({ cause }: Explanation, reason: string) => {
  if (cause.id === 'invalid') return String(cause.values.text);
  if (cause.id === 'structure-differs' && /errors occurred$/.test(reason)) return cause.text;
  return describeDatabaseError(reason) ? cause.text.replace(/\.$/, '') : reason;
};

const contentOf = ({ uid = '', id = '' }: Groups): EntryContent | null =>
  /^\d+$/.test(id) ? { type: uid, id: Number(id), locale: null, action: 'failed' } : null;

/** `reason` is in the plugin's message, and is replaced there by words for an editor. */
const problem: Read = (report, groups, touched) => {
  const { uid, id, language = null, before = '', reason = '' } = groups;
  const explanation = touched?.isOwnLanguage
    ? { cause: say('own-language') }
    : explainInStrapi(touched?.error ?? reason);
  const name = id ? `${shortName(uid)} ${id}` : null;
  const entry = name && language ? `${name} (${language})` : name;
  // The plugin reports a source entry that is gone once for each language, and names none.
  const isKnown = entry !== null && report.withoutLanguage.has(entry);
  if (entry && !language) report.withoutLanguage.add(entry);
  if (!isKnown) report.problems.push({ entry, language, explanation });
  return {
    message: `${before}${reworded(explanation, reason)}`,
    data: touched?.error,
    content: isKnown ? null : (touched?.content ?? contentOf(groups)),
  };
};

/** The messages of 0.2.x's transfers, as its services write them. */
const KNOWN_MESSAGES: [RegExp, EntryLevel, Read?][] = [
  [/^Created new entry .+ in language (?<language>\S+)$/, 'info', saved('created')],
  [/^Updated .+\((?<language>\S+)\)$/, 'info', saved('updated')],
  [
    new RegExp(
      `^(?<before>Cannot create an entry in (?<language>\\S+) for ${ENTRY}: )(?<reason>.*)$`,
      's'
    ),
    'error',
    problem,
  ],
  [
    new RegExp(
      `^(?<before>Cannot update an ${ENTRY} \\((?<language>\\S+)\\): )(?<reason>.*)$`,
      's'
    ),
    'error',
    problem,
  ],
  [
    new RegExp(
      `^(?<before>.*processing download: )(?<reason>Source language entry ${ENTRY} does not exist.*)`
    ),
    'error',
    problem,
  ],
  [/^(?<before>An error occured while processing download: )(?<reason>.*)$/s, 'error', problem],
  [
    /^Language (?<language>\S+) is not supported by Strapi$/,
    'warn',
    (report, { language = '' }) => {
      report.unsupportedLanguages.add(language);
      return { hasCauseBefore: true };
    },
  ],
  [
    /^Collection (?<collection>.+) transfer is disabled\.$/,
    'info',
    (report, { collection = '' }) => {
      report.disabledCollections.add(collection);
    },
  ],
  [/^No (?:keys|fields)\b/, 'warn'],
  [/^(?:(?:Upload|Download) (?:started|finished)$|Created locale |Uploading collections)/, 'info'],
];

/** Another transfer added the language at the same time. */
const ADDED_ALREADY = new Set(['exists-already', 'field-taken', 'value-taken']);

/** A language that could not be added: the plugin passes the error's message on, without the language. */
const readRefusedLanguage = (
  report: TransferReport,
  message: string,
  touched: Touched | null
): MessageLine => {
  const { language = null, error } = touched ?? {};
  const explanation = explainInStrapi(error ?? message);
  const line = { data: error, hasCauseBefore: true };
  if (ADDED_ALREADY.has(explanation.cause.id)) {
    return { ...line, level: 'info', message: `Language ${language} exists in Strapi already` };
  }
  report.refusedLanguages.push({ language, explanation });
  const name = language ? `Language ${language} could not be added to Strapi: ` : '';
  return { ...line, level: 'warn', message: `${name}${reworded(explanation, message)}` };
};

/** Adds what a message of the plugin means to the report, and returns it as a line. */
export const readMessage = (
  report: TransferReport,
  message: string,
  { isEnd, success }: { isEnd: boolean; success: boolean }
): MessageLine => {
  const { touched } = report;
  report.touched = null;
  for (const [pattern, level, read] of KNOWN_MESSAGES) {
    const match = message.match(pattern);
    if (match) return { level, message, ...read?.(report, match.groups ?? {}, touched) };
  }
  if (isEnd) return { level: success ? 'info' : 'error', message };
  return readRefusedLanguage(report, message, touched);
};

const codesSchema = z.array(z.string()).catch([]);

/** The part of the official plugin's settings that limits languages; all of it may be missing. */
const settingsSchema = z.object({
  download: z.object({ uiLanguages: codesSchema, webhookLanguages: codesSchema }),
});

/** Localazy's project, as the plugin gets it. */
export const projectSchema = z.object({
  sourceLanguage: z.number(),
  languages: z.array(z.object({ id: z.number(), code: z.string() })),
});

/** The transfer setup, as the plugin stores it. */
export const setupSchema = z.object({ setup: z.array(z.record(z.unknown())) });

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

/** Notes the collections that are chosen for transfer. */
export const noteSetup = (report: TransferReport, setup: unknown) => {
  const { data } = setupSchema.safeParse(setup);
  if (data) report.collections = data.setup.flatMap((collection) => Object.keys(collection));
};

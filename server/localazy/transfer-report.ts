import type { EntryLevel, EventType } from '../../shared/contracts';

/** An entry that could not be saved. */
export interface Problem {
  /** E.g. "article 5"; null where the plugin did not name one. */
  entry: string | null;
  language: string | null;
  reason: string;
}

/** What is known of one transfer from its messages and calls. */
export interface TransferReport {
  readonly eventType: EventType;
  created: number;
  updated: number;
  problems: Problem[];
  /** Languages of the entries that were saved. */
  languages: Set<string>;
  skippedLanguages: Set<string>;
  /** Collections of the transfer setup that are switched off in it. */
  disabledCollections: Set<string>;
  /** Messages that are none of the plugin's known ones: a download reports errors in them and goes on. */
  unknownMessages: string[];
  uploaded: { keys: number; language: string } | null;
  /** Why Localazy did not confirm what was uploaded. */
  refusal: string | null;
  lastFinish: { success: boolean; message: string } | null;
  /** Languages that the plugin's settings limit downloads to; empty means all. */
  chosenLanguages: string[];
  /** The project's languages beside its source language; null while not known. */
  projectLanguages: string[] | null;
}

export const createTransferReport = (eventType: EventType): TransferReport => ({
  eventType,
  created: 0,
  updated: 0,
  problems: [],
  languages: new Set(),
  skippedLanguages: new Set(),
  disabledCollections: new Set(),
  unknownMessages: [],
  uploaded: null,
  refusal: null,
  lastFinish: null,
  chosenLanguages: [],
  projectLanguages: null,
});

interface KnownMessage {
  pattern: RegExp;
  level: EntryLevel;
  apply?: (report: TransferReport, match: RegExpMatchArray) => void;
}

/** "article 5" of `api::article.article[5]`. */
const nameEntry = (uid: string, id: string) => `${uid.split('.').pop()} ${id}`;

const ENTRY = String.raw`(\S+?)\[(.+?)\]`;

const addProblem = (report: TransferReport, problem: Problem) => {
  report.problems.push(problem);
};

/** The messages of 0.2.x's transfers, as its services write them. */
const KNOWN_MESSAGES: KnownMessage[] = [
  {
    pattern: /^Created new entry .+ in language (\S+)$/,
    level: 'info',
    apply: (report, [, language]) => {
      report.created += 1;
      report.languages.add(language);
    },
  },
  {
    pattern: /^Updated .+\((\S+)\)$/,
    level: 'info',
    apply: (report, [, language]) => {
      report.updated += 1;
      report.languages.add(language);
    },
  },
  {
    pattern: new RegExp(`^Cannot create an entry in (\\S+) for ${ENTRY}: (.*)$`, 's'),
    level: 'error',
    apply: (report, [, language, uid, id, reason]) =>
      addProblem(report, { entry: nameEntry(uid, id), language, reason }),
  },
  {
    pattern: new RegExp(`^Cannot update an ${ENTRY} \\((\\S+)\\): (.*)$`, 's'),
    level: 'error',
    apply: (report, [, uid, id, language, reason]) =>
      addProblem(report, { entry: nameEntry(uid, id), language, reason }),
  },
  {
    pattern: new RegExp(`processing download: Source language entry ${ENTRY} does not exist`),
    level: 'error',
    apply: (report, [, uid, id]) =>
      addProblem(report, {
        entry: nameEntry(uid, id),
        language: null,
        reason: 'it no longer exists in Strapi',
      }),
  },
  {
    pattern: /processing download: Content type (\S+) does not support localizations/,
    level: 'error',
    apply: (report, [, uid]) =>
      addProblem(report, {
        entry: null,
        language: null,
        reason: `“${uid.split('.').pop()}” is not translatable in Strapi (internationalization is off)`,
      }),
  },
  {
    pattern: /^An error occured while processing download: (.*)$/s,
    level: 'error',
    apply: (report, [, reason]) => addProblem(report, { entry: null, language: null, reason }),
  },
  {
    pattern: /^Language (\S+) is not supported by Strapi$/,
    level: 'warn',
    apply: (report, [, language]) => {
      report.skippedLanguages.add(language);
    },
  },
  {
    pattern: /^Collection (.+) transfer is disabled\.$/,
    level: 'warn',
    apply: (report, [, collection]) => {
      report.disabledCollections.add(collection);
    },
  },
  { pattern: /^No (?:keys|fields)\b/, level: 'warn' },
  {
    pattern: /^(?:(?:Upload|Download) (?:started|finished)$|Created locale |Uploading collections)/,
    level: 'info',
  },
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
  for (const { pattern, level, apply } of KNOWN_MESSAGES) {
    const match = message.match(pattern);
    if (!match) continue;
    apply?.(report, match);
    return level;
  }
  if (isEnd) return 'info';
  report.unknownMessages.push(message);
  return 'warn';
};

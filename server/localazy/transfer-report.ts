import type { EntryLevel, EventType } from '../../shared/contracts';

/** An entry that could not be saved. */
export interface Problem {
  /** E.g. "article 5"; null where the plugin did not name one. */
  entry: string | null;
  language: string | null;
  reason: string;
}

/** What was seen of one transfer while it ran. */
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
  /** What the plugin said that is none of its known messages: where a download stumbled and went on. */
  strayMessages: string[];
  uploaded: { keys: number; language: string } | null;
  /** Why Localazy did not confirm what was uploaded. */
  refusal: string | null;
  lastFinish: { success: boolean; message: string } | null;
  /** Languages that the plugin's settings narrow downloads to; empty means all. */
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
  strayMessages: [],
  uploaded: null,
  refusal: null,
  lastFinish: null,
  chosenLanguages: [],
  projectLanguages: null,
});

interface Reading {
  matches: RegExp;
  level: EntryLevel;
  note?: (report: TransferReport, found: RegExpMatchArray) => void;
}

/** "article 5" of `api::article.article[5]`. */
const nameEntry = (uid: string, id: string) => `${uid.split('.').pop()} ${id}`;

const ENTRY = String.raw`(\S+?)\[(.+?)\]`;

const noteProblem = (report: TransferReport, problem: Problem) => {
  report.problems.push(problem);
};

/** The messages of 0.2.x's transfers, as its services write them. */
const READINGS: Reading[] = [
  {
    matches: /^Created new entry .+ in language (\S+)$/,
    level: 'info',
    note: (report, [, language]) => {
      report.created += 1;
      report.languages.add(language);
    },
  },
  {
    matches: /^Updated .+\((\S+)\)$/,
    level: 'info',
    note: (report, [, language]) => {
      report.updated += 1;
      report.languages.add(language);
    },
  },
  {
    matches: new RegExp(`^Cannot create an entry in (\\S+) for ${ENTRY}: (.*)$`, 's'),
    level: 'error',
    note: (report, [, language, uid, id, reason]) =>
      noteProblem(report, { entry: nameEntry(uid, id), language, reason }),
  },
  {
    matches: new RegExp(`^Cannot update an ${ENTRY} \\((\\S+)\\): (.*)$`, 's'),
    level: 'error',
    note: (report, [, uid, id, language, reason]) =>
      noteProblem(report, { entry: nameEntry(uid, id), language, reason }),
  },
  {
    matches: new RegExp(`processing download: Source language entry ${ENTRY} does not exist`),
    level: 'error',
    note: (report, [, uid, id]) =>
      noteProblem(report, {
        entry: nameEntry(uid, id),
        language: null,
        reason: 'it no longer exists in Strapi',
      }),
  },
  {
    matches: /processing download: Content type (\S+) does not support localizations/,
    level: 'error',
    note: (report, [, uid]) =>
      noteProblem(report, {
        entry: null,
        language: null,
        reason: `“${uid.split('.').pop()}” is not translatable in Strapi (internationalization is off)`,
      }),
  },
  {
    matches: /^An error occured while processing download: (.*)$/s,
    level: 'error',
    note: (report, [, reason]) => noteProblem(report, { entry: null, language: null, reason }),
  },
  {
    matches: /^Language (\S+) is not supported by Strapi$/,
    level: 'warn',
    note: (report, [, language]) => {
      report.skippedLanguages.add(language);
    },
  },
  {
    matches: /^Collection (.+) transfer is disabled\.$/,
    level: 'warn',
    note: (report, [, collection]) => {
      report.disabledCollections.add(collection);
    },
  },
  { matches: /^No (?:keys|fields)\b/, level: 'warn' },
  {
    matches: /^(?:(?:Upload|Download) (?:started|finished)$|Created locale |Uploading collections)/,
    level: 'info',
  },
];

/**
 * Takes note of what a message says, and tells how grave it is. A message of an end needs no reading
 * to be understood; one of its course that is none of the known ones is an error's, passed on.
 */
export const readMessage = (
  report: TransferReport,
  message: string,
  isEnd: boolean
): EntryLevel => {
  for (const { matches, level, note } of READINGS) {
    const found = message.match(matches);
    if (!found) continue;
    note?.(report, found);
    return level;
  }
  if (isEnd) return 'info';
  report.strayMessages.push(message);
  return 'warn';
};

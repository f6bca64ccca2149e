import type { EntryLevel, SessionStatus } from '../../shared/contracts';

export type TransferKind = 'upload' | 'download';

/** What was seen of one transfer while it ran. */
export interface TransferReport {
  created: number;
  updated: number;
  /** The plugin's own words about entries that it could not save. */
  problems: string[];
  /** Languages of the entries that were saved. */
  languages: Set<string>;
  skippedLanguages: Set<string>;
  uploaded: { keys: number; language: string } | null;
  refusal: string | null;
  lastFinish: { success: boolean; message: string } | null;
}

export const createTransferReport = (): TransferReport => ({
  created: 0,
  updated: 0,
  problems: [],
  languages: new Set(),
  skippedLanguages: new Set(),
  uploaded: null,
  refusal: null,
  lastFinish: null,
});

interface Reading {
  matches: RegExp;
  level: EntryLevel;
  note?: (report: TransferReport, found: RegExpMatchArray) => void;
}

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
    matches: /^(?:Cannot (?:create|update)|An error occured while processing download:)/,
    level: 'error',
    note: (report, { input = '' }) => {
      report.problems.push(input.replace(/^An error occured while processing download: /, ''));
    },
  },
  {
    matches: /^Language (\S+) is not supported by Strapi$/,
    level: 'warn',
    note: (report, [, language]) => {
      report.skippedLanguages.add(language);
    },
  },
  { matches: /^No (?:keys|fields)\b/, level: 'warn' },
];

/** Takes note of what a message says, and tells how grave it is. */
export const readMessage = (report: TransferReport, message: string): EntryLevel => {
  for (const { matches, level, note } of READINGS) {
    const found = message.match(matches);
    if (!found) continue;
    note?.(report, found);
    return level;
  }
  return 'info';
};

const plural = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

const describeLanguages = (languages: Set<string>) =>
  `${plural(languages.size, 'language')} (${[...languages].join(', ')})`;

const describeSkipped = ({ skippedLanguages }: TransferReport) =>
  skippedLanguages.size > 0
    ? ` Strapi does not support ${[...skippedLanguages].join(', ')}: left out.`
    : '';

const describeSaved = ({ created, updated, languages }: TransferReport) =>
  created + updated === 0
    ? 'No entry was created or updated.'
    : `Created ${plural(created, 'entry', 'entries')} and updated ${updated} in ${describeLanguages(languages)}.`;

const describeUploaded = ({ uploaded, lastFinish }: TransferReport) => {
  if (!uploaded) return lastFinish?.message ?? 'Nothing was uploaded.';
  if (uploaded.keys === 0) return 'Uploaded 0 keys: the chosen fields hold no text.';
  return `Uploaded ${plural(uploaded.keys, 'key')} in 1 language (${uploaded.language}).`;
};

const DONE = /^(?:Upload|Download) finished$/;

const describeFailure = (report: TransferReport) => {
  const { problems, lastFinish } = report;
  if (problems.length === 0) return lastFinish?.message ?? 'The transfer failed.';
  return `${plural(problems.length, 'entry', 'entries')} could not be saved: ${problems[0]} ${describeSaved(report)}`;
};

export interface Verdict {
  status: Exclude<SessionStatus, 'in-progress'>;
  summary: string;
}

/** How a transfer that did not throw has really ended, whatever the plugin announced last. */
export const judgeTransfer = (kind: TransferKind, report: TransferReport): Verdict => {
  const { refusal, lastFinish } = report;
  if (refusal !== null)
    return { status: 'failed', summary: `Localazy refused the upload: ${refusal}` };
  if (lastFinish && !lastFinish.success) {
    return { status: 'failed', summary: describeFailure(report) };
  }
  if (kind === 'upload') return { status: 'completed', summary: describeUploaded(report) };
  if (lastFinish && !DONE.test(lastFinish.message)) {
    return { status: 'completed', summary: lastFinish.message };
  }
  return { status: 'completed', summary: `${describeSaved(report)}${describeSkipped(report)}` };
};

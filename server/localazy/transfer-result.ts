import type { SessionStatus } from '../../shared/contracts';
import { explain } from './explain';
import type { Problem, TransferReport } from './transfer-report';

/** How a transfer ended, as its session shows it. */
export interface TransferResult {
  status: Exclude<SessionStatus, 'in-progress'>;
  summary: string;
}

/** "1 entry", "2 entries". */
export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

const asSentence = (text: string) => `${text.trim().replace(/[\s.]+$/, '')}.`;

const kindOf = ({ eventType }: TransferReport) => (eventType === 'upload' ? 'upload' : 'download');

const hasSaved = ({ created, updated }: TransferReport) => created + updated > 0;

const listed = (names: Iterable<string>) => [...names].join(', ');

const describeLanguages = (languages: Set<string>) =>
  `${plural(languages.size, 'language')} (${listed(languages)})`;

/** Messages with which the plugin ends a transfer before it has done anything, and what they mean. */
const EARLY_ENDS: [RegExp, string][] = [
  [
    /^Content transfer setup is not set up/,
    'no content is chosen for transfer in the Localazy plugin’s settings.',
  ],
  [
    /^File \S+ not found$/,
    'the Localazy project holds no content of this Strapi yet. Upload it first.',
  ],
  [/^Project .+ not found$/, 'the Localazy project that the plugin is connected to was not found.'],
  [/^Source language not found$/, 'the Localazy project has no source language.'],
  [
    /^Your Localazy project is not translated/,
    'the Localazy project has no other language than its source language.',
  ],
];

const describeProblem = ({ entry, language, reason }: Problem) =>
  asSentence(entry ? `${entry}${language ? ` in ${language}` : ''}: ${reason}` : reason);

const describeProblems = ({ problems: [first, ...others] }: TransferReport) =>
  others.length === 0
    ? `1 entry could not be saved: ${describeProblem(first)}`
    : `${others.length + 1} entries could not be saved, the first: ${describeProblem(first)}`;

const countSaved = ({ created, updated, languages }: TransferReport) =>
  `Created ${plural(created, 'entry', 'entries')} and updated ${updated} in ${describeLanguages(languages)}.`;

const describeSaved = (report: TransferReport, errorCount: number) => {
  if (hasSaved(report)) return countSaved(report);
  const { chosenLanguages, projectLanguages, skippedLanguages, unknownMessages } = report;
  const isChosen = (code: string) => chosenLanguages.includes(code);
  if (chosenLanguages.length > 0 && projectLanguages && !projectLanguages.some(isChosen)) {
    return `No entry was created or updated: none of the languages chosen in the Localazy plugin’s settings (${listed(chosenLanguages)}) is in the Localazy project (${listed(projectLanguages)}).`;
  }
  return skippedLanguages.size + unknownMessages.length + errorCount > 0
    ? 'No entry was created or updated.'
    : 'No entry was created or updated: Localazy has no translation of the content that is chosen for transfer.';
};

/** Problems that concern no entry, each in its own sentence. */
const describeOtherProblems = (
  { skippedLanguages, unknownMessages }: TransferReport,
  errorCount: number
) => {
  const sentences: string[] = [];
  if (skippedLanguages.size > 0) {
    sentences.push(`Strapi does not support ${listed(skippedLanguages)}: left out.`);
  }
  if (unknownMessages.length > 0) {
    sentences.push(`A language could not be added to Strapi: ${asSentence(unknownMessages[0])}`);
  }
  if (sentences.length === 0 && errorCount > 0) {
    const were = errorCount === 1 ? 'was' : 'were';
    sentences.push(`${plural(errorCount, 'error')} ${were} logged meanwhile.`);
  }
  return sentences;
};

const completed = (summary: string): TransferResult => ({ status: 'completed', summary });
const failed = (summary: string): TransferResult => ({ status: 'failed', summary });

const downloadResult = (report: TransferReport, errorCount: number): TransferResult => {
  if (report.problems.length > 0) {
    const saved = hasSaved(report) ? countSaved(report) : 'None was saved.';
    return failed(`${describeProblems(report)} ${saved}`);
  }
  const others = describeOtherProblems(report, errorCount);
  return completed([describeSaved(report, errorCount), ...others].join(' '));
};

/**
 * The summary of an upload that the API client reports as failed. It can't be more specific: the client
 * reads the file back after the upload and reports either failure alike.
 */
export const describeRefusal = (refusal: string) =>
  asSentence(`Localazy did not confirm the upload: ${explain(refusal)}`);

const uploadResult = (report: TransferReport): TransferResult => {
  const { uploaded, refusal, disabledCollections, lastFinish } = report;
  if (refusal !== null) return failed(describeRefusal(refusal));
  if (!uploaded) return completed(lastFinish?.message ?? 'Nothing was uploaded.');
  const { keys, language } = uploaded;
  const off = listed(disabledCollections);
  if (keys === 0) {
    const reason = off ? `transfer is switched off for ${off}` : 'the chosen fields hold no text';
    return completed(`Uploaded 0 keys: ${reason}.`);
  }
  const summary = `Uploaded ${plural(keys, 'key')} in 1 language (${language}).`;
  return completed(off ? `${summary} Switched off and left out: ${off}.` : summary);
};

/**
 * The true result of a transfer that did not throw, whatever the plugin announced last.
 * `errorCount` is the number of its session's entries that are errors.
 */
export const transferResult = (report: TransferReport, errorCount: number): TransferResult => {
  const { lastFinish } = report;
  const [, early] = EARLY_ENDS.find(([end]) => lastFinish && end.test(lastFinish.message)) ?? [];
  const hasFailed = lastFinish?.success === false;
  const announced = hasFailed ? failed : completed;
  if (early) return announced(`Nothing was ${kindOf(report)}ed: ${early}`);
  const result =
    kindOf(report) === 'upload' ? uploadResult(report) : downloadResult(report, errorCount);
  return hasFailed && result.status === 'completed' ? failed(lastFinish.message) : result;
};

/** The summary of a transfer that threw, with what it had done by then. */
export const describeStop = (report: TransferReport, error: unknown): string => {
  const stopped = asSentence(`The ${kindOf(report)} stopped: ${explain(error)}`);
  return hasSaved(report) ? `${stopped} Before that: ${countSaved(report)}` : stopped;
};

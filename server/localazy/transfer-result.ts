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
  [entry && `${entry}${language ? ` in ${language}` : ''}: `, reason].filter(Boolean).join('');

const describeProblems = ({ problems }: TransferReport) => {
  const [first] = problems;
  const example = asSentence(describeProblem(first));
  return problems.length === 1
    ? `1 entry could not be saved: ${example}`
    : `${problems.length} entries could not be saved, the first: ${example}`;
};

const countSaved = ({ created, updated, languages }: TransferReport) =>
  `Created ${plural(created, 'entry', 'entries')} and updated ${updated} in ${describeLanguages(languages)}.`;

/** Languages are chosen in the settings, none of which the project has. */
const hasNoChosenLanguage = ({ chosenLanguages, projectLanguages }: TransferReport) =>
  chosenLanguages.length > 0 &&
  projectLanguages !== null &&
  !projectLanguages.some((code) => chosenLanguages.includes(code));

const whyNothingSaved = (report: TransferReport, errorCount: number) => {
  const { chosenLanguages, projectLanguages, skippedLanguages, unknownMessages } = report;
  if (hasNoChosenLanguage(report)) {
    return `none of the languages chosen in the Localazy plugin’s settings (${listed(chosenLanguages)}) is in the Localazy project (${listed(projectLanguages ?? [])})`;
  }
  if (skippedLanguages.size > 0 || unknownMessages.length > 0 || errorCount > 0) return null;
  return 'Localazy has no translation of the content that is chosen for transfer';
};

const describeSaved = (report: TransferReport, errorCount: number) => {
  if (hasSaved(report)) return countSaved(report);
  const reason = whyNothingSaved(report, errorCount);
  return `No entry was created or updated${reason ? `: ${reason}` : ''}.`;
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

const downloadResult = (report: TransferReport, errorCount: number): TransferResult => {
  if (report.problems.length > 0) {
    const saved = hasSaved(report) ? countSaved(report) : 'None was saved.';
    return { status: 'failed', summary: `${describeProblems(report)} ${saved}` };
  }
  const sentences = [
    describeSaved(report, errorCount),
    ...describeOtherProblems(report, errorCount),
  ];
  return { status: 'completed', summary: sentences.join(' ') };
};

/**
 * The summary of an upload that the API client reports as failed. It can't be more specific: the client
 * reads the file back after the upload and reports either failure alike.
 */
export const describeRefusal = (refusal: string) =>
  asSentence(`Localazy did not confirm the upload: ${explain(refusal)}`);

const uploadResult = ({
  uploaded,
  refusal,
  disabledCollections,
  lastFinish,
}: TransferReport): TransferResult => {
  if (refusal !== null) return { status: 'failed', summary: describeRefusal(refusal) };
  if (!uploaded) {
    return { status: 'completed', summary: lastFinish?.message ?? 'Nothing was uploaded.' };
  }
  const off = listed(disabledCollections);
  const { keys, language } = uploaded;
  if (keys === 0) {
    const reason = off ? `transfer is switched off for ${off}` : 'the chosen fields hold no text';
    return { status: 'completed', summary: `Uploaded 0 keys: ${reason}.` };
  }
  const summary = `Uploaded ${plural(keys, 'key')} in 1 language (${language}).`;
  return {
    status: 'completed',
    summary: off ? `${summary} Switched off and left out: ${off}.` : summary,
  };
};

/**
 * The true result of a transfer that did not throw, whatever the plugin announced last.
 * `errorCount` is the number of its session's entries that are errors.
 */
export const transferResult = (report: TransferReport, errorCount: number): TransferResult => {
  const { lastFinish } = report;
  const [, early] = EARLY_ENDS.find(([end]) => lastFinish && end.test(lastFinish.message)) ?? [];
  const announced = lastFinish?.success === false ? 'failed' : 'completed';
  if (early) return { status: announced, summary: `Nothing was ${kindOf(report)}ed: ${early}` };
  const result =
    kindOf(report) === 'upload' ? uploadResult(report) : downloadResult(report, errorCount);
  return result.status === 'completed' && lastFinish && announced === 'failed'
    ? { status: 'failed', summary: lastFinish.message }
    : result;
};

/** The summary of a transfer that threw, with what it had done by then. */
export const describeStop = (report: TransferReport, error: unknown): string => {
  const stopped = asSentence(`The ${kindOf(report)} stopped: ${explain(error)}`);
  return hasSaved(report) ? `${stopped} Before that: ${countSaved(report)}` : stopped;
};

import type { MissingLanguageReason } from '../../shared/contracts';
import { say, type SummaryPart } from '../domain/summaries';
import type { ApiActivity } from './api-requests';
import { detailsOf, explain, explainInStrapi, explainResponse, isOfLocalazy } from './explain';
import { toStrapiLocale } from './locale-codes';
import { completed, failed, listed, type TransferResult } from './result';
import { type Problem, type Saved, type TransferReport } from './transfer-report';
import { uploadResult } from './upload-result';

const isUpload = ({ eventType }: TransferReport) => eventType === 'upload';

/** Messages with which the plugin ends a transfer before it has done anything, and what they mean. */
const EARLY_ENDS: [RegExp, SummaryPart][] = [
  [/^Content transfer setup is not set up/, say('no-setup')],
  [/^File \S+ not found$/, say('no-file')],
  [/^Project .+ not found$/, say('no-project')],
  [/^Source language not found$/, say('no-source-language')],
  [/^Your Localazy project is not translated/, say('no-target-language')],
];

const earlyEnd = ({ lastFinish }: TransferReport) =>
  EARLY_ENDS.find(([end]) => lastFinish && end.test(lastFinish.message))?.[1];

const describeAction = (action: 'created' | 'updated', saved: Saved): SummaryPart[] => {
  const { count, drafts } = saved;
  if (count === 0) return [];
  const languages = { languages: saved.languages.size, codes: listed(saved.languages) };
  if (drafts === 0) return [say(action, { count, ...languages })];
  return drafts === count
    ? [say(`${action}-drafts`, { count, ...languages })]
    : [say(`${action}-some-drafts`, { count, drafts, ...languages })];
};

const savedEntries = ({ created, updated }: TransferReport) => [
  ...describeAction('created', created),
  ...describeAction('updated', updated),
];

/** Why nothing was saved, though nothing failed. */
const describeNothing = ({ chosenLanguages, projectLanguages, ...report }: TransferReport) => {
  const isChosen = (code: string) => chosenLanguages.includes(code);
  if (chosenLanguages.length > 0 && projectLanguages && !projectLanguages.some(isChosen)) {
    return say('nothing-chosen', {
      chosen: listed(chosenLanguages),
      project: listed(projectLanguages),
    });
  }
  return report.unsupportedLanguages.size + report.refusedLanguages.length > 0
    ? say('nothing-saved')
    : say('nothing-translated');
};

const describeConcurrent = ({ concurrent }: TransferReport) =>
  concurrent.size > 0 ? [say('overlap', { count: concurrent.size })] : [];

const describeRefusedLanguages = ({ refusedLanguages }: TransferReport) =>
  refusedLanguages.flatMap(({ language, explanation }) => [
    ...(language ? [say('language-not-added', { language })] : []),
    explanation.cause,
  ]);

const MAX_CAUSES = 2;

/** Problems of the same cause together. */
const byCause = (problems: Problem[]) => {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { text } = problem.explanation.cause;
    const group = groups.get(text);
    if (group) group.push(problem);
    else groups.set(text, [problem]);
  }
  return [...groups.values()];
};

const describeNotSaved = (problems: Problem[]): SummaryPart[] => {
  const [{ entry, explanation }] = problems;
  const count = problems.length;
  const notSaved = entry ? say('not-saved', { count, entry }) : say('not-saved-unnamed', { count });
  return [explanation.cause, notSaved];
};

const describeProblems = (report: TransferReport): SummaryPart[] => {
  const { problems, incomplete, savedAllTheSame } = report;
  const groups = byCause(problems);
  const others = groups.slice(MAX_CAUSES).flat().length;
  return [
    ...groups.slice(0, MAX_CAUSES).flatMap(describeNotSaved),
    ...(others > 0 ? [say('not-saved-others', { count: others })] : []),
    ...(incomplete > 0 ? [say('created-incomplete', { count: incomplete })] : []),
    ...(savedAllTheSame > 0 ? [say('saved-before-error', { count: savedAllTheSame })] : []),
  ];
};

/** The first releases of 0.2.x go on where Localazy returns an error, as if there were no translations. */
const describeNotReceived = ({ failedLanguages }: ApiActivity) => {
  const [failure] = failedLanguages.values();
  if (!failure) return { sentences: [] };
  const { cause, detail } =
    'response' in failure ? explainResponse(failure.response) : explain(failure.error);
  const codes = listed(failedLanguages.keys());
  return { sentences: [cause, say('not-received', { codes })], detail };
};

const downloadResult = (
  report: TransferReport,
  activity: ApiActivity,
  errorCount: number
): TransferResult => {
  const { problems, refusedLanguages, unsupportedLanguages } = report;
  const saved = savedEntries(report);
  const notReceived = describeNotReceived(activity);
  const details = detailsOf([
    notReceived.detail,
    ...[...problems, ...refusedLanguages].map(({ explanation }) => explanation.detail),
  ]);
  const failures = [...notReceived.sentences, ...describeProblems(report)];
  if (failures.length > 0) {
    const hasSaved = saved.length + report.incomplete + report.savedAllTheSame > 0;
    const done = hasSaved || problems.length === 0 ? saved : [say('nothing-saved')];
    return failed([...failures, ...done, ...describeConcurrent(report), ...details]);
  }
  const unsupported = listed(unsupportedLanguages);
  return completed([
    ...(saved.length > 0 ? saved : [describeNothing(report)]),
    ...(unsupported ? [say('unsupported-languages', { codes: unsupported })] : []),
    ...describeRefusedLanguages(report),
    ...describeConcurrent(report),
    ...(errorCount > 0 ? [say('other-errors', { count: errorCount })] : []),
    ...details,
  ]);
};

/**
 * The true result of a transfer that did not throw, whatever the plugin announced last.
 * `errorCount` is the number of its session's entries that are errors.
 */
export const transferResult = (
  report: TransferReport,
  activity: ApiActivity,
  errorCount: number
): TransferResult => {
  const { lastFinish } = report;
  const early = earlyEnd(report);
  const hasFailed = lastFinish?.success === false;
  if (early) {
    const nothing = say(isUpload(report) ? 'nothing-uploaded' : 'nothing-downloaded');
    return (hasFailed ? failed : completed)([early, nothing]);
  }
  const result = isUpload(report)
    ? uploadResult(report, errorCount)
    : downloadResult(report, activity, errorCount);
  return hasFailed && result.status === 'completed'
    ? failed([say('other', { text: lastFinish.message }), ...result.sentences])
    : result;
};

const describeStop = (report: TransferReport, activity: ApiActivity, cause: SummaryPart) => {
  if (isUpload(report)) {
    return [say(activity.importSent ? 'upload-unconfirmed' : 'upload-stopped')];
  }
  const saved = savedEntries(report);
  if (saved.length > 0) return [say('download-stopped-later'), ...saved];
  const { language } = activity;
  return language && isOfLocalazy(cause)
    ? [say('download-stopped-language', { language })]
    : [say('download-stopped')];
};

/** The result of a transfer that threw, with what it had done by then. */
export const stopResult = (
  report: TransferReport,
  activity: ApiActivity,
  error: unknown
): TransferResult => {
  // An upload reads all content before its only request.
  const isInStrapi = isUpload(report) && activity.sent === 0;
  const { cause, detail } = isInStrapi ? explainInStrapi(error) : explain(error, activity.last);
  return failed([
    cause,
    ...describeStop(report, activity, cause),
    ...describeConcurrent(report),
    ...detailsOf([detail]),
  ]);
};

/** Languages that Localazy has and Strapi got nothing for, after a download that went through. */
export const missingLanguages = (
  report: TransferReport,
  { failedLanguages }: ApiActivity
): [string, MissingLanguageReason][] => {
  if (earlyEnd(report)) return [];
  const { chosenLanguages, unsupportedLanguages, refusedLanguages, problems } = report;
  const saved = new Set([...report.created.languages, ...report.updated.languages]);
  const failedIn = new Set([...problems, ...refusedLanguages].map(({ language }) => language));
  const reasonFor = (code: string): MissingLanguageReason | null => {
    if (saved.has(toStrapiLocale(code)) || failedLanguages.has(code)) return null;
    if (unsupportedLanguages.has(code)) return 'not-supported';
    if (chosenLanguages.length > 0 && !chosenLanguages.includes(code)) return 'not-chosen';
    // A problem without a language may have been this one's.
    const isFailed = [null, code, toStrapiLocale(code)].some((name) => failedIn.has(name));
    return isFailed ? null : 'not-translated';
  };
  return (report.projectLanguages ?? []).flatMap((code) => {
    const reason = reasonFor(code);
    return reason ? [[toStrapiLocale(code), reason]] : [];
  });
};

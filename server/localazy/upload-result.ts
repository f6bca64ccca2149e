import { say, type SummaryPart } from '../domain/summaries';
import { detailsOf } from './explain';
import { completed, failed, listed, type TransferResult } from './result';
import { shortName, type TransferReport } from './transfer-report';
import { keysOf, type Upload } from './upload';

const MAX_TYPES = 3;

const describeUpload = ({ language, keys, entries }: Upload): SummaryPart[] => {
  const types = [...entries].map(([uid, ofType]) => ({
    type: shortName(uid),
    entries: ofType.size,
    keys: keysOf(ofType),
  }));
  const count = types.reduce((sum, ofType) => sum + ofType.entries, 0);
  if (types.length === 1) {
    return [say('uploaded', { keys, language, entries: count, type: types[0].type })];
  }
  return [
    say('uploaded-types', { keys, language, entries: count, types: types.length }),
    ...types.slice(0, MAX_TYPES).map((ofType) => say('uploaded-type', ofType)),
  ];
};

/** Collections of which nothing was sent, and why. */
const describeLeftOut = (report: TransferReport): SummaryPart[] =>
  (
    [
      ['left-out-off', report.disabledCollections],
      ['left-out-empty', report.emptyCollections],
      ['left-out-unchosen', report.unchosenCollections],
    ] as const
  ).flatMap(([id, names]) => {
    const collections = listed(names);
    return collections ? [say(id, { collections })] : [];
  });

const describeSent = ({ upload, wasImported }: TransferReport): SummaryPart[] => {
  if (upload && upload.keys > 0) return describeUpload(upload);
  return [say(wasImported && !upload ? 'uploaded-unread' : 'nothing-uploaded')];
};

/** The result of an upload that did not throw. */
export const uploadResult = (report: TransferReport, errorCount: number): TransferResult => {
  const { refusal, listingFailed } = report;
  if (refusal) return failed([...refusal.sentences, ...detailsOf([refusal.detail])]);
  const others = errorCount - (listingFailed ? 1 : 0);
  return completed([
    ...describeSent(report),
    ...describeLeftOut(report),
    ...(listingFailed ? [say('not-listed')] : []),
    ...(others > 0 ? [say('other-errors', { count: others })] : []),
  ]);
};

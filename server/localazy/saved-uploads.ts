import type { Strapi } from '@strapi/strapi';
import { isObject } from '../domain/objects';
import { say, summaryOf } from '../domain/summaries';
import type { AutomatedSession } from './automated-session';
import { detailsOf } from './explain';
import { nameOfEntries } from './hook-run';
import type { Refusal } from './imports';
import { setupSchema } from './transfer-report';
import { recordEntries, type Upload } from './upload';

/** Whether any field is chosen in a part of the transfer setup. */
const hasChosen = (part: unknown): boolean =>
  part === true || (isObject(part) && Object.values(part).some(hasChosen));

/** "article 5" of an upload whose hook is not known. */
export const nameOfUpload = (upload: Upload | null) => {
  const [uid, entries] = [...(upload?.entries ?? [])][0] ?? [];
  return uid && entries ? nameOfEntries(uid, [...entries.keys()]) : 'an entry';
};

/** Records what was sent of entries when they were saved. */
export const createSavedUploads = (strapi: Strapi) => {
  let setup: Record<string, unknown>[] = [];

  /** Dynamic zones that are chosen for transfer, which the hook leaves out. */
  const dynamicZones = (uid: string) => {
    const model = Object.values(strapi.contentTypes).find((type) => type.uid === uid);
    const collection = model?.collectionName ?? '';
    const chosen = Object(setup.find((part) => Object.hasOwn(part, collection))?.[collection]);
    return Object.entries<{ type: string }>(model?.attributes ?? {})
      .filter(([field, { type }]) => type === 'dynamiczone' && hasChosen(chosen[field]))
      .map(([field]) => field);
  };

  const describeSent = (upload: Upload | null, entry: string) => {
    const { keys = 0, language = '' } = upload ?? {};
    const fields = [...(upload?.entries.keys() ?? [])].flatMap(dynamicZones).join(', ');
    return [
      keys > 0 ? say('sent-saved', { entry, keys, language }) : say('sent-nothing', { entry }),
      ...(fields ? [say('left-out-zones', { fields })] : []),
    ];
  };

  return {
    /** Takes the transfer setup that the hook has read. */
    noteSetup(result: unknown) {
      setup = setupSchema.safeParse(result).data?.setup ?? [];
    },

    async finish(
      { session, by }: AutomatedSession,
      { entry, upload, refusal }: { entry: string; upload: Upload | null; refusal: Refusal | null }
    ) {
      if (upload) await recordEntries(session, upload, refusal ? 'failed' : 'sent', 'info');
      if (!refusal) {
        return session.end('completed', summaryOf([...describeSent(upload, entry), by]));
      }
      const { sentences, detail } = refusal;
      const failure = [...sentences, say('not-sent', { entry }), by, ...detailsOf([detail])];
      return session.end('failed', summaryOf(failure));
    },
  };
};

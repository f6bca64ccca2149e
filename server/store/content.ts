import {
  contentActionSchema,
  type ContentAction,
  type ContentEntries,
  type EventType,
  MAX_DB_INTEGER,
} from '../../shared/contracts';
import { isSending } from '../domain/content-touch';
import type { Database } from './database/database';
import type { SessionRow } from './database/rows';
import type { ContentTouch } from './types';

/** An entry in one language; "" where its type isn't localized. */
interface Language {
  id: number;
  locale: string;
}

/** The newest session in which this was done to an entry in a language. */
interface Latest extends Language {
  action: ContentAction;
  sessionId: number;
}

interface TouchRow extends Omit<ContentTouch, 'locale' | 'at'> {
  locale: string;
  at: number | string;
}

const ACTIONS = contentActionSchema.options;

/** Sessions of a tab among which the last download is looked for: some are refused webhook calls or still run. */
const RECENT_SESSIONS = 100;

/**
 * What was done to entries of content. The index is read from one language of an entry to the next, and
 * from the newest session back, so that it doesn't matter how many lines there are about an entry.
 */
export const createContentStore = ({
  knex,
  unionAll,
  sessionsBy,
  sessionsTable,
  entriesByContent,
}: Database) => {
  const linesAbout = (type: string, id: number) =>
    entriesByContent().where({ content_type: type, content_id: id });

  const nextLanguages = (type: string, after: { id: number; locale?: string }[]) =>
    unionAll(
      after.map(({ id, locale }) => {
        const lines = linesAbout(type, id).select('content_id as id', 'locale');
        if (locale !== undefined) lines.where('locale', '>', locale);
        return lines.orderBy('locale').limit(1);
      })
    );

  const newestSessions = (type: string, languages: Language[]) =>
    unionAll(
      languages.flatMap(({ id, locale }) =>
        ACTIONS.map((action) =>
          linesAbout(type, id)
            .where({ locale, action })
            .select('content_id as id', 'locale', 'action', 'session_id as sessionId')
            .orderBy('session_id', 'desc')
            .limit(1)
        )
      )
    );

  const latestOf = async ({ type, ids }: ContentEntries): Promise<Latest[]> => {
    const latest: Latest[] = [];
    let languages: { id: number; locale?: string }[] = ids.map((id) => ({ id }));
    while (languages.length > 0) {
      const next: Language[] = await nextLanguages(type, languages);
      if (next.length > 0) latest.push(...(await newestSessions(type, next)));
      languages = next;
    }
    return latest;
  };

  /** The last line of each, with its session. */
  const touchesOf = async (type: string, latest: Latest[]): Promise<ContentTouch[]> => {
    if (latest.length === 0) return [];
    const rows: TouchRow[] = await unionAll(
      latest.map(({ id, locale, action, sessionId }) =>
        linesAbout(type, id)
          .where({ locale, action, session_id: sessionId })
          .join(`${sessionsTable} as session`, 'session.id', 'session_id')
          .select(
            'content_id as id',
            'locale',
            'action',
            'session_id as sessionId',
            'sequence',
            'timestamp as at',
            'session.initiated_by as initiatedBy',
            'session.event_type as eventType',
            'session.status as status'
          )
          .orderBy('sequence', 'desc')
          .limit(1)
      )
    );
    return rows
      .map((row) => ({ ...row, locale: row.locale || null, at: Number(row.at) }))
      .sort((a, b) => b.sessionId - a.sessionId || b.sequence - a.sequence);
  };

  /** The newest download that ended, as far as it is known what it did. */
  const lastDownload = async () => {
    const recent = (eventType: EventType) =>
      sessionsBy('by_start')
        .select('id', 'started_at', 'status', knex.raw('outcome is not null as is_known'))
        .where({ event_type: eventType })
        .whereNot({ status: 'in-progress' })
        .orderBy('started_at', 'desc')
        .limit(RECENT_SESSIONS);
    const [last]: Pick<SessionRow, 'id' | 'started_at' | 'status'>[] = await unionAll([
      recent('download'),
      recent('webhook'),
    ])
      .where('is_known', true)
      .orderBy('started_at', 'desc')
      .limit(1);
    if (!last) return null;
    return { sessionId: last.id, startedAt: Number(last.started_at), status: last.status };
  };

  return {
    /** What was done to entries last, for each entry, language and action, newest first; and the last download. */
    async history(content: ContentEntries) {
      const [latest, download] = await Promise.all([latestOf(content), lastDownload()]);
      const touches = await touchesOf(content.type, latest);
      return {
        touches,
        lastDownload: download && {
          ...download,
          touched: touches.some(
            (touch) => !isSending(touch) && touch.sessionId >= download.sessionId
          ),
        },
      };
    },

    /** Sessions with a line about one of the entries, newest first, at most `size` at a time. */
    async *sessionIds(content: ContentEntries, size: number): AsyncGenerator<number[]> {
      const latest = await latestOf(content);
      let past = MAX_DB_INTEGER;
      let ids: number[];
      if (latest.length === 0) return;
      do {
        ids = await unionAll(
          latest.map(({ id, locale, action }) =>
            linesAbout(content.type, id)
              .where({ locale, action })
              .where('session_id', '<', past)
              .select('session_id')
              .orderBy('session_id', 'desc')
              .limit(size)
          )
        )
          .distinct('session_id')
          .orderBy('session_id', 'desc')
          .limit(size)
          .pluck('session_id');
        if (ids.length > 0) yield ids;
        past = ids[ids.length - 1];
      } while (ids.length === size);
    },
  };
};

export type ContentStore = ReturnType<typeof createContentStore>;

import {
  DAY_COUNT,
  eventTypeSchema,
  MAX_INITIATORS,
  MAX_UNSEEN,
  type EventType,
  type SessionDay,
  type SessionDaysQuery,
  type SessionStatus,
  type Unseen,
} from '../../../shared/contracts';
import { toSessionDays } from '../../domain/day-counts';
import { lastDays } from '../../domain/day-range';
import { DAY_MS } from '../../domain/zone-offsets';
import type { Database } from '../database/database';
import type { SessionRow } from '../database/rows';

interface CountRow {
  day_number: number;
  status: SessionStatus;
  problems: number;
  total: number | string;
}

/** Numbers of sessions. */
export const createSessionDays = ({ knex, scan, sessionsBy }: Database) => {
  /** A session may have begun long before it failed, by another clock than the database's. */
  const unseenOf = async (eventType: EventType, since?: number): Promise<number> => {
    const failed = sessionsBy('by_status')
      .select(knex.raw('1 as counted'))
      .where({ event_type: eventType, status: 'failed' })
      .limit(MAX_UNSEEN);
    if (since !== undefined) {
      failed.where('started_at', '>=', since - DAY_MS).where('heartbeat_at', '>', since);
    }
    const [{ total }] = await knex.from(failed.as('failed')).count({ total: '*' });
    return Number(total);
  };

  return {
    /** The sessions of a tab's last days by their outcome, oldest day first. */
    async days({ eventType, timeZone }: SessionDaysQuery): Promise<SessionDay[]> {
      const days = lastDays(Date.now(), timeZone, DAY_COUNT);
      const dayNumber = days
        .slice(1)
        .map(({ from }, index) => `when started_at < ${from} then ${index}`)
        .join(' ');
      const rows: CountRow[] = await scan(async () =>
        sessionsBy('by_problems')
          .select(
            knex.raw(`case ${dayNumber} else ${days.length - 1} end as day_number`),
            'status',
            'problems',
            knex.raw('count(*) as total')
          )
          .where({ event_type: eventType })
          .whereIn('problems', [0, 1])
          .where('started_at', '>=', days[0].from)
          .groupBy('day_number', 'status', 'problems')
      );
      const counts = rows.map(({ day_number, status, problems, total }) => ({
        day: Number(day_number),
        status,
        hasProblems: problems === 1,
        total: Number(total),
      }));
      return toSessionDays(
        days.map(({ day }) => day),
        counts
      );
    },

    /** Who initiated a tab's sessions, by name: MAX_INITIATORS at most. */
    async initiators(eventType: EventType): Promise<string[]> {
      const names: string[] = [];
      let last = '';
      while (names.length < MAX_INITIATORS) {
        const [next]: Pick<SessionRow, 'initiated_by' | 'initiated_by_text'>[] = await sessionsBy(
          'by_initiator'
        )
          .select('initiated_by', 'initiated_by_text')
          .where({ event_type: eventType })
          .where('initiated_by_text', '>', last)
          .orderBy('initiated_by_text')
          .limit(1);
        if (!next) break;
        names.push(next.initiated_by);
        last = next.initiated_by_text;
      }
      return names;
    },

    /** How many sessions of each tab failed since an instant of the database's clock, MAX_UNSEEN at most. */
    async unseen(since: Partial<Record<EventType, number>>): Promise<Unseen> {
      const [upload, download, webhook] = await Promise.all(
        eventTypeSchema.options.map((eventType) => unseenOf(eventType, since[eventType]))
      );
      return { upload, download, webhook };
    },
  };
};

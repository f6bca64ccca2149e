import type { SessionDay, SessionStatus } from '../../shared/contracts';

/** How many sessions of a day, by its index among the days, have a status, with or without problems. */
interface DayCount {
  day: number;
  status: SessionStatus;
  hasProblems: boolean;
  total: number;
}

const kindOf = ({ status, hasProblems }: DayCount): Exclude<keyof SessionDay, 'day'> => {
  if (status === 'in-progress') return 'inProgress';
  if (status === 'failed') return 'failed';
  return hasProblems ? 'problems' : 'completed';
};

/** Each day with its numbers, days without sessions included. */
export const toSessionDays = (days: string[], counts: DayCount[]): SessionDay[] => {
  const result = days.map((day) => ({ day, completed: 0, failed: 0, inProgress: 0, problems: 0 }));
  for (const count of counts) result[count.day][kindOf(count)] += count.total;
  return result;
};

import { eventTypeSchema, MAX_DB_INTEGER } from '../../shared/contracts';
import type { SessionMeta } from './types';

const EVENT_TYPES: readonly unknown[] = eventTypeSchema.options;

const isText = (value: unknown) => value === undefined || typeof value === 'string';

const isId = (value: unknown) =>
  value === undefined ||
  (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_DB_INTEGER);

/**
 * What is wrong with a caller's description of an operation; nothing where it can be recorded. Not by
 * zod, which took a third of the time for which opening a session holds its caller.
 */
export const problemsOf = (meta: SessionMeta): string[] => {
  if (typeof meta !== 'object' || meta === null) return ['meta must be an object'];
  const { eventType, initiatedBy, initiatorId, summary, ...unknown } = meta;
  const problems = Object.keys(unknown).map((name) => `${name} is not known`);
  if (!EVENT_TYPES.includes(eventType)) {
    problems.push(`eventType must be one of ${EVENT_TYPES.join(', ')}`);
  }
  if (!isText(initiatedBy)) problems.push('initiatedBy must be a string');
  if (!isId(initiatorId)) problems.push('initiatorId must be the id of an admin user');
  if (!isText(summary)) problems.push('summary must be a string');
  return problems;
};

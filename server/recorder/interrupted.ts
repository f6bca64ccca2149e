import type { EntryLevel, Outcome } from '../../shared/contracts';
import { say, summaryOf } from '../domain/summaries';
import type { LineTally, StaleSession } from '../store/types';
import { createOutcomeCounter } from './outcome-counter';

const { text: summary, parts: summaryParts } = summaryOf([say('interrupted')]);

/** The summary of a session whose process stopped before it ended. */
export const INTERRUPTED = { summary, summaryParts };

const outcomeOf = (known: Outcome | null, tally: LineTally[]) => {
  const outcome = createOutcomeCounter();
  if (known) outcome.track();
  tally.forEach(({ content, count }) => content && outcome.add(content, count));
  known?.missingLanguages.forEach(({ locale, reason }) => outcome.missingLanguage(locale, reason));
  return outcome.result();
};

/**
 * The end of a session whose process is dead: its last sign of life, which may be a line that was stored
 * after the last heartbeat, as counts and outcome of that heartbeat may be older than the lines.
 */
export const interruptedEnd = (session: StaleSession, tally: LineTally[]) => {
  const linesOf = (level?: EntryLevel) =>
    tally.reduce((sum, one) => (level && one.level !== level ? sum : sum + one.count), 0);
  const { startedAt, heartbeatAt } = session;
  const finishedAt = Math.max(startedAt, heartbeatAt, ...tally.map(({ last }) => last));
  return {
    ...session,
    ...INTERRUPTED,
    status: 'failed' as const,
    finishedAt,
    durationMs: finishedAt - startedAt,
    entryCount: linesOf(),
    warningCount: linesOf('warn'),
    errorCount: linesOf('error'),
    outcome: outcomeOf(session.outcome, tally),
  };
};

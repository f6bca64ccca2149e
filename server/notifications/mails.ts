import type { EndedSession, EventType } from '../../shared/contracts';
import { causeOf } from '../domain/failure-cause';
import { failureMail, recoveryMail, type Mail } from './mail-text';

const MINUTE_MS = 60_000;

/** The endpoint of webhooks is public: further causes share one. */
const MAX_CAUSES = 100;

/** A cause that was reported less than an interval ago. */
interface Cause {
  eventType: EventType;
  /** The newest failure. */
  session: EndedSession;
  heldBack: number;
  timer: NodeJS.Timeout;
}

interface FailureMailsOptions {
  intervalMinutes: number;
  urlOf: (session: EndedSession) => string;
  send: (mail: Mail) => void;
}

/**
 * One mail for a cause of failures in each interval, with the number of those held back since the last;
 * one when the operation completes again.
 */
export const createFailureMails = ({ intervalMinutes, urlOf, send }: FailureMailsOptions) => {
  const causes = new Map<string, Cause>();
  /** Operations whose last mail reported a failure. */
  const failing = new Set<EventType>();

  const report = (session: EndedSession, heldBack: number) => {
    failing.add(session.eventType);
    send(failureMail({ session, url: urlOf(session), heldBack }, intervalMinutes));
  };

  const waitFor = (key: string) =>
    setTimeout(() => reportHeldBack(key), intervalMinutes * MINUTE_MS).unref();

  const reportHeldBack = (key: string) => {
    const cause = causes.get(key);
    if (!cause) return;
    if (cause.heldBack === 0) {
      causes.delete(key);
      return;
    }
    report(cause.session, cause.heldBack - 1);
    Object.assign(cause, { heldBack: 0, timer: waitFor(key) });
  };

  const failed = (session: EndedSession) => {
    const { eventType } = session;
    const exact = causeOf(session);
    const key = causes.has(exact) || causes.size < MAX_CAUSES ? exact : eventType;
    const cause = causes.get(key);
    if (cause) Object.assign(cause, { session, heldBack: cause.heldBack + 1 });
    else {
      causes.set(key, { eventType, session, heldBack: 0, timer: waitFor(key) });
      report(session, 0);
    }
  };

  const completed = (session: EndedSession) => {
    if (!failing.delete(session.eventType)) return;
    const same = [...causes.values()].filter(({ eventType }) => eventType === session.eventType);
    const heldBack = same.reduce((sum, cause) => sum + cause.heldBack, 0);
    same.forEach((cause) => Object.assign(cause, { heldBack: 0 }));
    send(recoveryMail({ session, url: urlOf(session), heldBack }));
  };

  return {
    sessionEnded: (session: EndedSession) =>
      session.status === 'failed' ? failed(session) : completed(session),
    stop: () => causes.forEach(({ timer }) => clearTimeout(timer)),
  };
};

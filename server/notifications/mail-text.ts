import type { EndedSession } from '../../shared/contracts';
import { shorten } from '../domain/shorten';

export interface Mail {
  subject: string;
  text: string;
}

const NAMES: Record<EndedSession['eventType'], string> = {
  upload: 'Upload',
  download: 'Download',
  webhook: 'Webhook',
};

const MAX_SUBJECT_LENGTH = 150;

const toSubject = (text: string) => shorten(`[Strapi] ${text}`, MAX_SUBJECT_LENGTH);

const toTime = (instant: number) =>
  `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;

const facts = (session: EndedSession, url: string) => [
  `Started: ${toTime(session.startedAt)}`,
  `Initiated by: ${session.initiatedBy}`,
  `Log lines: ${session.entryCount}, with ${count(session.errorCount, 'error')} and ${count(session.warningCount, 'warning')}`,
  `Details: ${url}`,
];

interface MailOptions {
  session: EndedSession;
  url: string;
  /** Failures since the last mail for which none was sent. */
  heldBack: number;
}

export const failureMail = (
  { session, url, heldBack }: MailOptions,
  intervalMinutes: number
): Mail => {
  const name = NAMES[session.eventType];
  const others = heldBack > 0 ? ` (and ${heldBack} more)` : '';
  return {
    subject: toSubject(`${name} failed${others}: ${session.summary}`),
    text: [
      `${name} failed:`,
      '',
      session.summary,
      '',
      ...facts(session, url),
      '',
      ...(heldBack > 0
        ? [`${count(heldBack, 'more session')} failed for the same cause since the last mail.`]
        : []),
      `Further failures for the same cause are reported after ${count(intervalMinutes, 'minute')}.`,
    ].join('\n'),
  };
};

export const recoveryMail = ({ session, url, heldBack }: MailOptions): Mail => {
  const name = NAMES[session.eventType];
  return {
    subject: toSubject(`${name} works again`),
    text: [
      `${name} works again:`,
      '',
      session.summary,
      '',
      ...facts(session, url),
      ...(heldBack > 0
        ? ['', `${count(heldBack, 'more session')} failed since the last mail.`]
        : []),
    ].join('\n'),
  };
};

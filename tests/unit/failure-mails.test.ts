import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndedSession } from '../../shared/contracts';
import { createMailer } from '../../server/notifications/mailer';
import { createFailureMails } from '../../server/notifications/mails';
import type { Mail } from '../../server/notifications/mail-text';

const MINUTE_MS = 60_000;
const INTERVAL_MINUTES = 60;

const REFUSED = 'The download stopped: Localazy no longer accepts the sign-in.';

const session = (changes: Partial<EndedSession> = {}): EndedSession => ({
  id: 7,
  eventType: 'download',
  status: 'failed',
  startedAt: Date.UTC(2026, 10, 23, 12),
  finishedAt: Date.UTC(2026, 10, 23, 12, 1),
  durationMs: MINUTE_MS,
  initiatedBy: 'Ada Lovelace',
  summary: REFUSED,
  entryCount: 40,
  warningCount: 1,
  errorCount: 2,
  ...changes,
});

const works = session({ status: 'completed', summary: 'Created 3 entries.', errorCount: 0 });

let sent: Mail[];
let mails: ReturnType<typeof createFailureMails>;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  mails = createFailureMails({
    intervalMinutes: INTERVAL_MINUTES,
    urlOf: ({ id }) => `https://strapi.example/admin/sessions/${id}`,
    send: (mail) => sent.push(mail),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const fail = (changes: Partial<EndedSession> = {}) => mails.sessionEnded(session(changes));
const failTimes = (times: number, changes: Partial<EndedSession> = {}) => {
  for (let time = 0; time < times; time += 1) fail(changes);
};
const subjects = () => sent.map(({ subject }) => subject);

describe('mails about failed sessions', () => {
  it('say what failed, why, who started it, and where its page is', () => {
    fail();
    expect(subjects()).toEqual([`[Strapi] Download failed: ${REFUSED}`]);
    expect(sent[0].text).toContain(REFUSED);
    expect(sent[0].text).toContain('Started: 2026-11-23 12:00:00 UTC');
    expect(sent[0].text).toContain('Initiated by: Ada Lovelace');
    expect(sent[0].text).toContain('Log lines: 40, with 2 errors and 1 warning');
    expect(sent[0].text).toContain('Details: https://strapi.example/admin/sessions/7');
    expect(sent[0].text).toContain('are reported after 60 minutes.');
  });

  it('come once an interval for the same cause, with the number of those held back', () => {
    failTimes(5);
    vi.advanceTimersByTime(INTERVAL_MINUTES * MINUTE_MS - 1);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sent).toHaveLength(2);
    expect(sent[1].subject).toContain('failed (and 3 more)');
    expect(sent[1].text).toContain('3 more sessions failed for the same cause');
    fail();
    expect(sent).toHaveLength(2);
    vi.advanceTimersByTime(INTERVAL_MINUTES * MINUTE_MS);
    expect(sent).toHaveLength(3);
    expect(sent[2].subject).toContain(`failed: ${REFUSED}`);
  });

  it('come at once again after an interval without a failure', () => {
    fail();
    vi.advanceTimersByTime(INTERVAL_MINUTES * MINUTE_MS);
    expect(sent).toHaveLength(1);
    fail();
    expect(sent).toHaveLength(2);
  });

  it('take summaries that differ in numbers for the same cause, other ones for another', () => {
    fail({ summary: '2 of 24 entries could not be saved.' });
    fail({ summary: '13 of 24 entries could not be saved.' });
    fail({ summary: 'The transfer setup cannot be read.' });
    fail({ eventType: 'upload', summary: 'The transfer setup cannot be read.' });
    expect(sent).toHaveLength(3);
  });

  it('are bounded, however many causes there are', () => {
    for (let code = 0; code < 2_000; code += 1)
      fail({ summary: String.fromCharCode(0x4e00 + code) });
    expect(sent.length).toBeLessThanOrEqual(101);
  });

  it('are followed by one that says that it works again', () => {
    mails.sessionEnded(works);
    expect(sent).toEqual([]);
    failTimes(4);
    mails.sessionEnded({ ...works, eventType: 'upload' });
    expect(sent).toHaveLength(1);
    mails.sessionEnded(works);
    mails.sessionEnded(works);
    expect(subjects().slice(1)).toEqual(['[Strapi] Download works again']);
    expect(sent[1].text).toContain('3 more sessions failed since the last mail.');
    vi.advanceTimersByTime(INTERVAL_MINUTES * MINUTE_MS);
    expect(sent).toHaveLength(2);
  });

  it('do not come more often where an operation fails and works in turn', () => {
    for (let turn = 0; turn < 10; turn += 1) {
      fail();
      mails.sessionEnded(works);
    }
    expect(sent).toHaveLength(2);
  });

  it('leave no timer after the stop', () => {
    failTimes(3);
    fail({ summary: 'Another cause.' });
    mails.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a mail server', () => {
  const warnings: string[] = [];
  const log = () => ({
    warn: (text: string, cause?: unknown) => void warnings.push(`${text}: ${cause}`),
  });
  const mail = { subject: 'A download failed', text: 'Why' };
  beforeEach(() => {
    warnings.length = 0;
  });

  it('that does not respond is one console line after half a minute; nothing is left after the stop', () => {
    const mailer = createMailer({ send: () => new Promise(() => {}), to: ['a@example.com'], log });
    mailer.send(mail);
    mailer.send(mail);
    vi.advanceTimersByTime(29_000);
    expect(warnings).toEqual([]);
    vi.advanceTimersByTime(60_000);
    expect(warnings).toEqual([
      'A notification could not be mailed: the mail server has not taken it for 30 s',
    ]);
    mailer.send(mail);
    mailer.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that refuses is one console line until it takes a mail again', async () => {
    let isDown = true;
    const send = async () => {
      if (isDown) throw new Error('connect ECONNREFUSED');
    };
    const mailer = createMailer({ send, to: ['a@example.com', 'b@example.com'], log });
    const sendAndWait = async () => {
      mailer.send(mail);
      await vi.advanceTimersByTimeAsync(1);
    };
    await sendAndWait();
    await sendAndWait();
    expect(warnings).toHaveLength(1);
    isDown = false;
    await sendAndWait();
    isDown = true;
    await sendAndWait();
    expect(warnings).toHaveLength(2);
  });
});

import type { Mail } from './mail-text';

const SLOW_AFTER_MS = 30_000;
const SLOW = `the mail server has not taken it for ${SLOW_AFTER_MS / 1_000} s`;

/** The plugin's lines on the console. */
export interface WarnLog {
  warn(text: string, cause?: unknown): void;
}

type AddressedMail = Mail & { to: string };

interface MailerOptions {
  send: (mail: AddressedMail) => Promise<unknown>;
  to: string[];
  log: () => WarnLog;
}

/**
 * Sends to each address a mail of its own. Nobody waits for it; a mail server that fails or is slow is
 * one console line until a mail was sent again.
 */
export const createMailer = ({ send, to, log }: MailerOptions) => {
  const timers = new Set<NodeJS.Timeout>();
  let isReported = false;

  const report = (error: unknown) => {
    if (!isReported) log().warn('A notification could not be mailed', error);
    isReported = true;
  };

  const deliver = async (mail: AddressedMail) => {
    const timer = setTimeout(() => report(SLOW), SLOW_AFTER_MS).unref();
    timers.add(timer);
    try {
      await send(mail);
      isReported = false;
    } catch (error) {
      report(error);
    } finally {
      clearTimeout(timer);
      timers.delete(timer);
    }
  };

  return {
    send: (mail: Mail): void => to.forEach((address) => void deliver({ to: address, ...mail })),
    stop: () => timers.forEach(clearTimeout),
  };
};

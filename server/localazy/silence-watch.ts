import type { SessionHandle } from '../recorder/types';

/** An operation that says nothing for so long is most likely waiting for Localazy. */
const SILENT_AFTER_MS = 30_000;

interface SilenceWatchOptions {
  session: Pick<SessionHandle, 'warn' | 'summarize'>;
  /** What the summary says while the operation runs. */
  summary: string;
}

/**
 * Says in a running session that nothing has been heard of its operation for a while. The official
 * plugin sets no time limit on Localazy's answers, Node gives up after five minutes: until then whoever
 * looks should know what is being waited for.
 */
export const watchForSilence = ({ session, summary }: SilenceWatchOptions) => {
  let silent = false;
  const timer = setTimeout(() => {
    silent = true;
    const seconds = SILENT_AFTER_MS / 1_000;
    session.warn(`Nothing heard for ${seconds} s: most likely Localazy has not answered yet`);
    session.summarize(`${summary}: no news for over ${seconds} s, waiting for Localazy`);
  }, SILENT_AFTER_MS);
  timer.unref();

  return {
    /** The operation said something. */
    heard() {
      timer.refresh();
      if (silent) session.summarize(summary);
      silent = false;
    },
    stop: () => clearTimeout(timer),
  };
};

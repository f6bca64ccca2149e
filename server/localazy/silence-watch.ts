import type { SessionHandle } from '../recorder/types';

/** An operation without an event for so long is most likely waiting for Localazy. */
const SILENT_AFTER_MS = 30_000;

interface SilenceWatchOptions {
  session: Pick<SessionHandle, 'warn' | 'summarize'>;
  /** The summary while the operation runs. */
  summary: string;
}

/**
 * Notes in a running session that its operation has been silent for a while. The official plugin sets
 * no timeout on Localazy's responses, and Node's takes five minutes: until then a reader should know
 * what is being waited for.
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
    /** There was an event. */
    reset() {
      timer.refresh();
      if (silent) session.summarize(summary);
      silent = false;
    },
    stop: () => clearTimeout(timer),
  };
};

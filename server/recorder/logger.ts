import { describeError } from '../domain/describe-error';
import type { AmbientSession } from './ambient';
import type { OwnLog } from './own-log';
import type { RecorderSession } from './session-handle';
import {
  sessionMetaSchema,
  type ActivityLogger,
  type SessionHandle,
  type SessionMeta,
} from './types';

interface LoggerOptions {
  ambient: AmbientSession;
  open: (meta: SessionMeta) => RecorderSession;
  log: OwnLog;
  flush: () => Promise<void>;
}

const nothing = () => {};

/** Stands in where an operation can't be recorded: the operation itself goes on. */
const UNRECORDED: SessionHandle = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  summarize: nothing,
  progress: nothing,
  fail: nothing,
  complete: nothing,
};

/** The public service: see `ActivityLogger`. */
export const createActivityLogger = ({
  ambient,
  open,
  log,
  flush,
}: LoggerOptions): ActivityLogger => {
  const startChecked = (meta: SessionMeta): SessionHandle => {
    const checked = sessionMetaSchema.safeParse(meta);
    if (!checked.success) {
      const problems = checked.error.issues
        .map(({ path, message }) => `${path.join('.') || 'meta'}: ${message}`)
        .join('; ');
      log.error(`An operation is not recorded, its description is wrong: ${problems}`);
      return UNRECORDED;
    }
    return open(checked.data);
  };

  /** Whatever is wrong with its description, the operation itself goes on. */
  const startWith = (meta: () => SessionMeta): SessionHandle => {
    try {
      return startChecked(meta());
    } catch (error) {
      log.error('An operation is not recorded', error);
      return UNRECORDED;
    }
  };

  const start: ActivityLogger['start'] = (meta) => startWith(() => meta);

  const runIn = async <Result>(
    session: SessionHandle,
    fn: (session: SessionHandle) => Result | Promise<Result>
  ): Promise<Result> => {
    try {
      const result = await ambient.run(session, () => fn(session));
      session.complete();
      return result;
    } catch (error) {
      const cause = describeError(error);
      session.error(cause, error);
      session.fail(cause);
      throw error;
    }
  };

  return {
    run: async (meta, fn) => runIn(start(meta), fn),
    start,
    wrap: (meta, fn) =>
      function wrapped(...args) {
        const session = startWith(() => (typeof meta === 'function' ? meta(...args) : meta));
        return runIn(session, () => fn.apply(this, args));
      },
    current: ambient.current,
    flush,
  };
};

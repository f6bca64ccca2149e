import { describeError } from '../domain/describe-error';
import { isObject } from '../domain/objects';
import type { OwnLog } from './own-log';
import type { RecorderSession } from './session-handle';
import { problemsOf } from './session-meta';
import type { ActivityLogger, AmbientSession, SessionHandle, SessionMeta } from './types';

interface LoggerOptions {
  ambient: AmbientSession;
  open: (meta: SessionMeta) => RecorderSession;
  log: OwnLog;
  flush: () => Promise<void>;
}

const nothing = () => {};

/** The handle of an operation that can't be recorded: the operation itself goes on. */
export const UNRECORDED: SessionHandle = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  about: nothing,
  summarize: nothing,
  progress: nothing,
  fail: nothing,
  complete: nothing,
};

const STEPS = ['next', 'return', 'throw'] as const;

const isAsyncGenerator = (value: unknown): value is AsyncGenerator =>
  isObject(value) &&
  Symbol.asyncIterator in value &&
  STEPS.every((step) => typeof Reflect.get(value, step) === 'function');

/** Its caller uses the result without `await`. */
const isAsyncGeneratorFunction = (fn: unknown) =>
  Object.prototype.toString.call(fn) === '[object AsyncGeneratorFunction]';

/** The public service: see `ActivityLogger`. */
export const createActivityLogger = (options: LoggerOptions): ActivityLogger => {
  const { ambient, open, log, flush } = options;

  const startWith = (meta: () => SessionMeta): SessionHandle => {
    try {
      const given = meta();
      const problems = problemsOf(given);
      if (problems.length === 0) return open(given);
      log.error(`An operation is not recorded, its description is wrong: ${problems.join('; ')}`);
      return UNRECORDED;
    } catch (error) {
      log.error('An operation is not recorded', error);
      return UNRECORDED;
    }
  };

  const start: ActivityLogger['start'] = (meta) => startWith(() => meta);

  const failWith = (session: SessionHandle, error: unknown) => {
    const cause = describeError(error);
    session.error(cause, error);
    session.fail(cause);
  };

  /** A generator's code runs while its values are read, so that its session lasts until the last one. */
  const followGenerator = (session: SessionHandle, generator: AsyncGenerator) => {
    for (const step of STEPS) {
      const original: (value: unknown) => Promise<IteratorResult<unknown>> = generator[step];
      const follow = async (value?: unknown) => {
        try {
          const result = await ambient.run(session, () => original.call(generator, value));
          if (result.done) session.complete();
          return result;
        } catch (error) {
          failWith(session, error);
          throw error;
        }
      };
      Object.assign(generator, { [step]: follow });
    }
  };

  const complete = <Result>(session: SessionHandle, result: Result): Result => {
    if (isAsyncGenerator(result)) followGenerator(session, result);
    else session.complete();
    return result;
  };

  const finish = async <Result>(
    session: SessionHandle,
    running: () => Result | Promise<Result>
  ) => {
    try {
      return complete(session, await ambient.run(session, running));
    } catch (error) {
      failWith(session, error);
      throw error;
    }
  };

  const wrap = <This, Args extends unknown[]>(
    meta: SessionMeta | ((...args: Args) => SessionMeta),
    fn: (this: This, ...args: Args) => unknown
  ) =>
    function wrapped(this: This, ...args: Args): unknown {
      const session = startWith(() => (typeof meta === 'function' ? meta(...args) : meta));
      const call = () => fn.apply(this, args);
      return isAsyncGeneratorFunction(fn)
        ? complete(session, ambient.run(session, call))
        : finish(session, call);
    };

  return {
    run(meta, fn) {
      const session = start(meta);
      return finish(session, () => fn(session));
    },
    start,
    wrap: wrap as ActivityLogger['wrap'],
    current: () => ambient.getStore(),
    flush,
  };
};

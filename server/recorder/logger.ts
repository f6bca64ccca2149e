import { describeError } from '../domain/describe-error';
import type { OwnLog } from './own-log';
import type { RecorderSession } from './session-handle';
import {
  sessionMetaSchema,
  type ActivityLogger,
  type AmbientSession,
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

/** The handle of an operation that can't be recorded: the operation itself goes on. */
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

const STEPS = ['next', 'return', 'throw'] as const;

const isAsyncGenerator = (value: unknown): value is AsyncGenerator =>
  typeof value === 'object' &&
  value !== null &&
  Symbol.asyncIterator in value &&
  STEPS.every((step) => typeof Reflect.get(value, step) === 'function');

/** Its caller reads the result at once, without `await`. */
const isAsyncGeneratorFunction = (fn: unknown) =>
  Object.prototype.toString.call(fn) === '[object AsyncGeneratorFunction]';

type MetaOf<Args extends unknown[]> = SessionMeta | ((...args: Args) => SessionMeta);

/** The public service: see `ActivityLogger`. */
export const createActivityLogger = ({
  ambient,
  open,
  log,
  flush,
}: LoggerOptions): ActivityLogger => {
  const startWith = (meta: () => SessionMeta): SessionHandle => {
    try {
      const { data, error } = sessionMetaSchema.safeParse(meta());
      if (data) return open(data);
      const problems = error.issues.map(
        ({ path, message }) => `${path.join('.') || 'meta'}: ${message}`
      );
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
    const follow = (step: (value?: unknown) => Promise<IteratorResult<unknown>>) =>
      async function take(value?: unknown) {
        try {
          const result = await ambient.run(session, () => step(value));
          if (result.done) session.complete();
          return result;
        } catch (error) {
          failWith(session, error);
          throw error;
        }
      };
    for (const step of STEPS) {
      const original: (value: unknown) => Promise<IteratorResult<unknown>> = generator[step];
      Object.assign(generator, { [step]: follow((value) => original.call(generator, value)) });
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

  function wrap<This, Args extends unknown[], Values extends AsyncGenerator>(
    meta: MetaOf<Args>,
    fn: (this: This, ...args: Args) => Values
  ): (this: This, ...args: Args) => Values;
  function wrap<This, Args extends unknown[], Result>(
    meta: MetaOf<Args>,
    fn: (this: This, ...args: Args) => Result | Promise<Result>
  ): (this: This, ...args: Args) => Promise<Result>;
  function wrap<This, Args extends unknown[]>(
    meta: MetaOf<Args>,
    fn: (this: This, ...args: Args) => unknown
  ): (this: This, ...args: Args) => unknown {
    return function wrapped(...args) {
      const session = startWith(() => (typeof meta === 'function' ? meta(...args) : meta));
      const call = () => fn.apply(this, args);
      return isAsyncGeneratorFunction(fn)
        ? complete(session, ambient.run(session, call))
        : finish(session, call);
    };
  }

  return {
    run(meta, fn) {
      const session = start(meta);
      return finish(session, () => fn(session));
    },
    start,
    wrap,
    current: () => ambient.getStore(),
    flush,
  };
};

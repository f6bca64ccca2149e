import { AsyncLocalStorage } from 'node:async_hooks';
import type { Strapi } from '@strapi/strapi';
import type { EndedSession } from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Config } from '../config/schema';
import { describeError } from '../domain/describe-error';
import { inPlainCharacters } from '../domain/stored-text';
import { createRedactor } from '../domain/redaction';
import type { Store } from '../store/types';
import { captureConsole } from './console-capture';
import { describeInitiator } from './initiator';
import { createInstanceId } from './instance';
import { knownSecrets } from './known-secrets';
import { createActivityLogger } from './logger';
import { createOwnLog } from './own-log';
import { createSessionHandle, isRecorderSession, type RecorderSession } from './session-handle';
import { createSessionRecord } from './session-record';
import type { SessionHandle, SessionMeta } from './types';
import { INTERRUPTED } from './interrupted';
import { createUpkeep } from './upkeep';
import { createWriteQueue } from './write-queue';

/** How often a graceful stop tries to store what is left. */
const FINAL_TRIES = 2;

/** A graceful stop waits no longer than this for a database that doesn't respond. */
const FINAL_SILENCE_MS = 5_000;

const TOO_WEAK =
  'Too weak to be told from ordinary words, so blanked out only where a name such as "password" precedes it';

interface RecorderOptions {
  strapi: Strapi;
  store: () => Store;
  /** Called once for each session, when its end is stored. */
  onEnd: (session: EndedSession) => void;
}

/**
 * The write path: the public logger, the queue behind it and its upkeep. One per Strapi; it starts
 * working with `start`, when the database is there.
 */
export const createRecorder = ({ strapi, store, onEnd }: RecorderOptions) => {
  const config: Config = strapi.config.get(`plugin.${PLUGIN_ID}`);
  const secrets = knownSecrets(strapi, config);
  const redactor = createRedactor({ secrets, keys: config.redact.keys });
  const ambient = new AsyncLocalStorage<SessionHandle | undefined>();
  const log = createOwnLog(strapi, ambient, redactor);
  const instanceId = createInstanceId();
  const queue = createWriteQueue({
    store,
    config: config.writeQueue,
    log,
    sanitise: (text) => inPlainCharacters(redactor.message(text)),
    onEnd,
  });
  const upkeep = createUpkeep({ store, queue, config, log, instanceId, onEnd });

  let lastNumber = 0;
  let stopCapture = () => {};
  let started = false;

  const initiatorOf = ({ initiatedBy, initiatorId }: SessionMeta) => {
    const name = redactor.message(initiatedBy ?? '').trim();
    if (name) return { initiatedBy: name, initiatorId: initiatorId ?? null };
    const current = describeInitiator(strapi.requestContext.get()?.state?.user);
    return {
      initiatedBy: redactor.message(current.initiatedBy),
      initiatorId: initiatorId ?? current.initiatorId,
    };
  };

  const open = (meta: SessionMeta): RecorderSession => {
    lastNumber += 1;
    const record = createSessionRecord({
      instanceId,
      idempotencyKey: `${instanceId}|${lastNumber}`,
      eventType: meta.eventType,
      startedAt: Date.now(),
      ...initiatorOf(meta),
      summary: meta.summary ? redactor.message(meta.summary) : '',
    });
    queue.open(record);
    upkeep.prune();
    const maxEntries = config.maxEntriesPerSession;
    return createSessionHandle({ record, queue, redactor, maxEntries });
  };

  /** Within a transaction that has the only connection, waiting for a write would never end. */
  const flush = async () => {
    if (!(strapi.db?.inTransaction() && store().hasOneConnection)) await queue.flush();
  };

  const logger = createActivityLogger({ ambient, open, log, flush });

  let findSession = (): RecorderSession | undefined => undefined;

  const currentSession = () => {
    const session = ambient.getStore();
    if (!session) return findSession();
    return isRecorderSession(session) ? session : undefined;
  };

  return {
    logger,
    log,
    open,
    runIn: <Result>(session: SessionHandle, fn: () => Result) => ambient.run(session, fn),
    currentSession,
    /** Sets how to find the session of code that was running before its session was opened. */
    findSession(find: () => RecorderSession | undefined) {
      findSession = find;
    },
    addSecret: redactor.addSecret,
    redact: redactor.line,
    /** Where the secrets come from that are known from the configuration. */
    secretNames: [...new Set(secrets.map(({ label }) => label))],
    describeError: (error: unknown) => redactor.message(describeError(error)),

    async start() {
      started = true;
      const weak = redactor.weakSecrets().join(', ');
      if (weak) log.warn(`${TOO_WEAK}: the value of ${weak}`);
      if (config.captureConsole) {
        stopCapture = captureConsole({
          strapi,
          onLine: (level, message, data) => currentSession()?.fromConsole(level, message(), data),
        });
      }
      await upkeep.start();
    },

    /** Ends what still runs as interrupted and stores what is left. */
    async stop() {
      stopCapture();
      upkeep.stop();
      // A start that failed may have no database.
      if (started) store().abortAfterSilence(FINAL_SILENCE_MS);
      for (const record of queue.openRecords()) {
        const finishedAt = Date.now();
        const durationMs = Math.max(0, finishedAt - record.opened.startedAt);
        record.result = { status: 'failed', finishedAt, durationMs };
        Object.assign(record, INTERRUPTED);
        queue.touch(record);
      }
      // An end is stored after all lines, and an operation may go on logging for ever.
      queue.close();
      await queue.flush({ tries: FINAL_TRIES });
      queue.stop();
    },
  };
};

export type Recorder = ReturnType<typeof createRecorder>;

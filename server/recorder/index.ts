import type { Strapi } from '@strapi/strapi';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Config } from '../config/schema';
import { describeError } from '../domain/describe-error';
import { inPlainCharacters } from '../domain/plain-characters';
import { createRedactor } from '../domain/redaction';
import type { Store } from '../store/types';
import { createAmbientSession } from './ambient';
import { captureConsole } from './console-capture';
import { currentInitiator } from './initiator';
import { createInstanceId } from './instance';
import { knownSecrets } from './known-secrets';
import { createActivityLogger } from './logger';
import { createOwnLog } from './own-log';
import { createSessionHandle, type RecorderSession } from './session-handle';
import type { SessionRecord } from './session-record';
import type { SessionMeta } from './types';
import { createUpkeep, INTERRUPTED } from './upkeep';
import { createWriteQueue } from './write-queue';

/** How often a graceful stop tries to store what is left before it lets Strapi go. */
const FINAL_TRIES = 2;

/** A database that answers nothing for so long doesn't keep a graceful stop waiting any more. */
const FINAL_SILENCE_MS = 5_000;

/**
 * The write path as one piece: the public logger, the queue behind it and its upkeep. One per Strapi;
 * it does nothing by itself until `start`, when the database is there.
 */
export const createRecorder = ({ strapi, store }: { strapi: Strapi; store: () => Store }) => {
  const config: Config = strapi.config.get(`plugin.${PLUGIN_ID}`);
  const redactor = createRedactor({
    secrets: [...knownSecrets(strapi), ...config.redact.values],
    keys: config.redact.keys,
  });
  const ambient = createAmbientSession();
  const log = createOwnLog({ strapi, ambient, redactor });
  const instanceId = createInstanceId();
  const queue = createWriteQueue({
    store,
    instanceId,
    config: config.writeQueue,
    onTrouble: (error) =>
      log.error('The activity logs can not be written; kept in memory and tried again', error),
    onRecovered: () => log.info('The activity logs can be written again'),
    onRefused: (text) => log.error(text),
    harmless: (text) => inPlainCharacters(redactor.message(text)),
  });
  const upkeep = createUpkeep({ store, queue, config, log, instanceId });

  /** Open sessions by what they are to callers: a console line finds its session's inner side by its handle. */
  const sessions = new WeakMap<object, RecorderSession>();
  let lastOrdinal = 0;
  let stopCapture = () => {};
  let started = false;

  const open = (meta: SessionMeta): RecorderSession => {
    const initiator = currentInitiator(strapi);
    lastOrdinal += 1;
    const record: SessionRecord = {
      ordinal: lastOrdinal,
      eventType: meta.eventType,
      initiatedBy: redactor.message(meta.initiatedBy ?? initiator.initiatedBy),
      initiatorId: meta.initiatorId ?? (meta.initiatedBy ? null : initiator.initiatorId),
      startedAt: Date.now(),
      id: null,
      cleared: false,
      lastSequence: 0,
      entryCount: 0,
      debugCount: 0,
      warningCount: 0,
      errorCount: 0,
      summary: redactor.message(meta.summary ?? ''),
      progress: null,
      outcome: null,
      overLimit: 0,
      dirty: false,
    };
    queue.open(record);
    upkeep.prune();
    const session = createSessionHandle({
      record,
      queue,
      redactor,
      maxEntries: config.maxEntriesPerSession,
    });
    sessions.set(session, session);
    return session;
  };

  /** In a transaction that has the only connection, whoever waited for a write would wait for himself. */
  const flush = async () => {
    if (!(strapi.db?.inTransaction() && store().hasOneConnection)) await queue.flush();
  };

  const logger = createActivityLogger({ ambient, open, log, flush });

  const currentSession = () => {
    const handle = ambient.current();
    return handle && sessions.get(handle);
  };

  return {
    logger,
    log,
    open,
    runIn: ambient.run,
    currentSession,
    addSecret: redactor.addSecret,
    describeError: (error: unknown) => redactor.message(describeError(error)),

    async start() {
      started = true;
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
      // A start that failed may have got no database.
      if (started) store().hurry(FINAL_SILENCE_MS);
      for (const record of queue.openRecords()) {
        const now = Date.now();
        record.outcome = {
          status: 'failed',
          finishedAt: now,
          durationMs: Math.max(0, now - record.startedAt),
        };
        record.summary = INTERRUPTED;
        queue.touch(record);
      }
      // An operation that went on logging would never let its end be stored: it comes after all lines.
      queue.close();
      await queue.flush({ tries: FINAL_TRIES });
      queue.stop();
    },
  };
};

export type Recorder = ReturnType<typeof createRecorder>;

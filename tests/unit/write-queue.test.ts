import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryLevel } from '../../shared/contracts';
import type { Config } from '../../server/config/schema';
import { describeError } from '../../server/domain/describe-error';
import { inPlainCharacters } from '../../server/domain/stored-text';
import { createRedactor } from '../../server/domain/redaction';
import { createSessionHandle, type RecorderSession } from '../../server/recorder/session-handle';
import type { QueueStore } from '../../server/recorder/batch-writer';
import { createSessionRecord } from '../../server/recorder/session-record';
import { createWriteQueue } from '../../server/recorder/write-queue';
import type { NewEntry, NewSession, SessionProgress } from '../../server/store/types';

interface StoredSession extends Omit<SessionProgress, 'id'> {
  status: string;
}

/** A store in memory: like a database it can be away, be slow, and lose its response after it has stored. */
const createMemoryStore = () => {
  const sessions = new Map<number, StoredSession>();
  const entries = new Map<string, NewEntry>();
  const state = {
    away: false,
    losesResponses: false,
    delayMs: 0,
    renewDelayMs: 0,
    tries: 0,
    /** What the database refuses to hold, as a constraint or an encoding would. */
    refused: /(?!)/,
    leavesAfterRefusing: false,
    batches: [] as number[],
    sessionBatches: [] as number[],
  };

  const respond = async <Value>(work: () => Value, delayMs = state.delayMs): Promise<Value> => {
    state.tries += 1;
    await sleep(delayMs);
    if (state.away) throw new Error('connect ECONNREFUSED');
    const value = work();
    if (state.losesResponses) throw new Error('Connection lost');
    return value;
  };

  /** Sessions whose end was stored before all of their lines were. */
  const endedTooEarly: number[] = [];
  const storedLines = (sessionId: number) =>
    [...entries.values()].filter((line) => line.sessionId === sessionId).length;

  const change = (session: SessionProgress, status: string) => {
    if (status !== 'in-progress' && storedLines(session.id) < session.entryCount)
      endedTooEarly.push(session.id);
    sessions.set(session.id, { ...session, status });
  };

  const changeAll = <Change extends SessionProgress>(
    changes: Change[],
    statusOf: (session: Change) => string
  ) => {
    state.sessionBatches.push(changes.length);
    const isRefused = ({ summary }: Change) => state.refused.test(summary);
    const there = changes.filter(({ id }) => sessions.has(id));
    there.filter((one) => !isRefused(one)).forEach((one) => change(one, statusOf(one)));
    return {
      missing: changes.filter(({ id }) => !sessions.has(id)).map(({ id }) => id),
      refused: there.filter(isRefused).map(({ id }) => ({ id, reason: 'not this summary' })),
    };
  };

  const store: QueueStore = {
    sessions: {
      insert: (opened: NewSession[]) =>
        respond(() => {
          state.sessionBatches.push(opened.length);
          return opened.map(({ idempotencyKey, summary }) => {
            if (state.refused.test(summary)) return { refused: 'not this summary' };
            const id = Number(idempotencyKey);
            const counts = { entryCount: 0, warningCount: 0, errorCount: 0 };
            sessions.set(id, { ...counts, progress: null, summary, status: 'in-progress' });
            return { id };
          });
        }),
      renew: (renewed) =>
        respond(() => changeAll(renewed, () => 'in-progress'), state.renewDelayMs),
      end: (ended) => respond(() => changeAll(ended, ({ status }) => status)),
    },
    entries: {
      insert: (lines) =>
        respond(() => {
          if (lines.length > 0) state.batches.push(lines.length);
          const missing = lines.filter(({ sessionId }) => !sessions.has(sessionId));
          const known = lines.filter(({ sessionId }) => sessions.has(sessionId));
          const isRefused = ({ message }: NewEntry) => state.refused.test(message);
          if (state.leavesAfterRefusing && known.some(isRefused)) state.away = true;
          known
            .filter(
              (line) => !isRefused(line) && !entries.has(`${line.sessionId}/${line.sequence}`)
            )
            .forEach((line) => entries.set(`${line.sessionId}/${line.sequence}`, line));
          return {
            missing: missing.map(({ sessionId }) => sessionId),
            refused: known.filter(isRefused).map((entry) => ({ entry, reason: 'not “this”' })),
          };
        }),
    },
  };

  const lines = (sessionId = 1) =>
    [...entries.values()]
      .filter((line) => line.sessionId === sessionId)
      .sort((a, b) => a.sequence - b.sequence);

  return { store, state, sessions, lines, endedTooEarly };
};

const MAX_BYTES = 64 * 1024;

describe('the write queue', () => {
  let memory: ReturnType<typeof createMemoryStore>;
  let queue: ReturnType<typeof createWriteQueue>;
  let errors: string[];
  let warnings: string[];
  let infos: string[];
  let lastNumber: number;

  const open = (): RecorderSession => {
    lastNumber += 1;
    const record = createSessionRecord({
      instanceId: 'test',
      idempotencyKey: String(lastNumber),
      eventType: 'upload',
      startedAt: Date.now(),
      initiatedBy: 'Ada',
      initiatorId: null,
      summary: '',
    });
    queue.open(record);
    return createSessionHandle({
      record,
      queue,
      redactor: createRedactor(),
      maxEntries: 1_000_000,
    });
  };

  const start = (given: Partial<Config['writeQueue']> = {}) => {
    const { store } = memory;
    queue = createWriteQueue({
      store: () => store,
      config: {
        flushIntervalMs: 10,
        batchSize: 10,
        maxBytes: MAX_BYTES,
        maxOpenSessions: 10_000,
        timeoutMs: 30_000,
        ...given,
      },
      log: {
        info: (text) => infos.push(text),
        warn: (text) => warnings.push(text),
        error: (text, cause) => errors.push(cause ? `${text}: ${describeError(cause)}` : text),
      },
      sanitise: inPlainCharacters,
    });
  };

  beforeEach(() => {
    memory = createMemoryStore();
    errors = [];
    warnings = [];
    infos = [];
    lastNumber = 0;
    start();
  });
  afterEach(() => queue.stop());

  const numbers = (count: number, from = 1) =>
    Array.from({ length: count }, (_, index) => `line ${index + from}`);
  const messages = (sessionId = 1) => memory.lines(sessionId).map(({ message }) => message);

  it.each([0, 1, 9, 10, 11, 105])(
    'stores %d lines in batches of 10, in order, by itself',
    async (count) => {
      const session = open();
      numbers(count).forEach((text) => session.info(text));
      session.complete('done');
      await expect.poll(() => memory.sessions.get(1)?.status).toBe('completed');
      expect(messages()).toEqual(numbers(count));
      expect(Math.max(0, ...memory.state.batches)).toBeLessThanOrEqual(10);
      expect(memory.sessions.get(1)).toMatchObject({ entryCount: count, summary: 'done' });
    }
  );

  it('keeps everything while the database is away, and stores it in order and once when it is back', async () => {
    const session = open();
    await queue.flush();
    memory.state.away = true;
    numbers(25).forEach((text) => session.info(text));
    for (let flushes = 0; flushes < 5; flushes += 1) await queue.flush();
    numbers(25, 26).forEach((text) => session.info(text));
    session.complete();
    await queue.flush();
    expect(messages()).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(infos).toEqual([]);

    memory.state.away = false;
    await queue.flush();
    expect(messages()).toEqual(numbers(50));
    expect(memory.sessions.get(1)).toMatchObject({ status: 'completed', entryCount: 50 });
    await queue.flush();
    expect(infos).toEqual(['The activity logs can be written again']);

    memory.state.away = true;
    open().info('again');
    await queue.flush();
    expect(errors).toHaveLength(1);
    await queue.flush();
    expect(errors).toHaveLength(2);
  });

  it('reports nothing about a single failure', async () => {
    memory.state.away = true;
    open().info('a');
    await queue.flush();
    memory.state.away = false;
    await expect.poll(() => messages()).toEqual(['a']);
    await queue.flush();
    expect([errors, infos]).toEqual([[], []]);
  });

  it('retries by itself, with back-off', async () => {
    memory.state.away = true;
    open().info('a');
    await sleep(700);
    // At 10 ms, then 250 ms and 500 ms later.
    expect(memory.state.tries).toBeGreaterThanOrEqual(2);
    expect(memory.state.tries).toBeLessThanOrEqual(3);
    memory.state.away = false;
    await expect.poll(() => messages()).toEqual(['a']);
  });

  it('writes to a slow disk less often than the config says', async () => {
    queue.stop();
    start({ batchSize: 10_000 });
    const session = open();
    await queue.flush();
    memory.state.delayMs = 20;
    session.info('the first');
    await queue.flush();
    const { length: before } = memory.state.batches;
    const began = performance.now();
    while (performance.now() - began < 1_000) {
      session.info('another');
      await sleep(5);
    }
    const batches = memory.state.batches.length - before;
    expect(batches).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 250) + 1);
  });

  it('stores a line once where the connection is lost after it was stored', async () => {
    const session = open();
    await queue.flush();
    memory.state.losesResponses = true;
    numbers(5).forEach((text) => session.info(text));
    await queue.flush();
    memory.state.losesResponses = false;
    await queue.flush();
    expect(messages()).toEqual(numbers(5));
  });

  describe('where the database refuses what a row holds', () => {
    const INSTEAD = '1 entry could not be stored, the database refused it: not ?this?';

    it('replaces the line by one that says so, reports it once on the console, and goes on', async () => {
      memory.state.refused = /poison/;
      const [bad, good] = [open(), open()];
      bad.info('before');
      bad.info('poison', { some: 'data' });
      bad.error('more poison');
      bad.info('after');
      good.info('mine');
      [bad, good].forEach((session) => session.complete('done'));
      await queue.flush();
      await queue.flush();
      expect(messages(1)).toEqual(['before', INSTEAD, INSTEAD, 'after']);
      expect(memory.lines(1).map(({ level, data }) => [level, data])).toEqual([
        ['info', null],
        ['warn', null],
        ['error', null],
        ['info', null],
      ]);
      expect(messages(2)).toEqual(['mine']);
      expect(memory.sessions.get(1)).toMatchObject({
        status: 'completed',
        entryCount: 4,
        warningCount: 1,
        errorCount: 1,
      });
      expect(memory.sessions.get(2)).toMatchObject({ status: 'completed' });
      expect(errors).toEqual(['An entry cannot be stored, the database refuses it: not “this”']);
    });

    it('goes on without a line whose substitute is refused too, and doesn’t count it', async () => {
      memory.state.refused = /poison|refused/;
      const session = open();
      session.info('before');
      session.warn('poison');
      session.info('after');
      session.complete('done');
      await queue.flush();
      expect(messages()).toEqual(['before', 'after']);
      expect(memory.sessions.get(1)).toMatchObject({ status: 'completed', entryCount: 2 });
      expect(memory.sessions.get(1)).toMatchObject({ warningCount: 0 });
    });

    it('stores the substitute once where the database goes away in between', async () => {
      memory.state.refused = /poison/;
      const session = open();
      await queue.flush();
      session.warn('poison');
      memory.state.leavesAfterRefusing = true;
      await queue.flush();
      await queue.flush();
      expect(errors).toEqual([
        'An entry cannot be stored, the database refuses it: not “this”',
        'The activity logs cannot be written: lines are kept in memory and tried again: connect ECONNREFUSED',
      ]);
      memory.state.away = false;
      session.complete();
      await queue.flush();
      await queue.flush();
      expect(messages()).toEqual([INSTEAD]);
      expect(memory.sessions.get(1)).toMatchObject({ entryCount: 1, warningCount: 1 });
    });

    it.each(['insert', 'renew', 'end'])(
      'goes on with other sessions where it refuses to %s one',
      async (at) => {
        const [bad, good] = [open(), open()];
        if (at !== 'insert') await queue.flush();
        memory.state.refused = /poison/;
        bad.summarize('poison');
        bad.info('a line');
        good.info('mine');
        good.complete('done');
        if (at === 'renew') await queue.heartbeat();
        if (at === 'end') bad.complete();
        await queue.flush();
        await queue.flush();
        bad.info('another');
        await queue.flush();
        expect(memory.sessions.get(2)).toMatchObject({ status: 'completed', summary: 'done' });
        expect(messages(2)).toEqual(['mine']);
        expect(errors).toEqual([
          'A session cannot be stored, the database refuses it: not this summary',
        ]);
      }
    );
  });

  describe('beyond its memory', () => {
    const FILLER = 'x'.repeat(2_000);

    const fill = (session: RecorderSession, level: EntryLevel, count: number) => {
      for (let line = 1; line <= count; line += 1) session[level](`${level} ${line} ${FILLER}`);
    };
    const stored = (level: EntryLevel) =>
      messages().filter((message) => message.startsWith(`${level} `)).length;
    const drops = () => memory.lines().filter(({ message }) => / dropped: /.test(message));
    const openAndGoAway = async () => {
      const session = open();
      await queue.flush();
      memory.state.away = true;
      return session;
    };
    const heal = async () => {
      memory.state.away = false;
      await queue.flush();
      await queue.flush();
    };

    it('drops debug lines first, then info, and neither warnings nor errors while there are those', async () => {
      const session = await openAndGoAway();
      fill(session, 'error', 3);
      fill(session, 'warn', 3);
      fill(session, 'info', 10);
      fill(session, 'debug', 20);
      expect(session.record.entryCount).toBeLessThan(36);
      fill(session, 'error', 4);
      await heal();
      expect([stored('error'), stored('warn'), stored('info')]).toEqual([7, 3, 10]);
      expect(stored('debug')).toBeLessThan(20);
    });

    it('drops info when the debug lines are gone, warnings after that, errors at last', async () => {
      const session = await openAndGoAway();
      fill(session, 'info', 10);
      fill(session, 'debug', 10);
      fill(session, 'warn', 24);
      fill(session, 'error', 10);
      await heal();
      expect([stored('debug'), stored('info'), stored('error')]).toEqual([0, 0, 10]);
      expect(stored('warn')).toBeLessThan(24);
      expect(stored('warn')).toBeGreaterThan(0);
    });

    it('stores in their place how many are missing, and counts what is there', async () => {
      const session = await openAndGoAway();
      session.info('first');
      fill(session, 'debug', 100);
      await queue.flush();
      await queue.flush();
      fill(session, 'debug', 100);
      session.info('last');
      session.complete();
      await heal();
      // A second one stands where a try of the queue's own was under way when lines were dropped again.
      const [notice, ...more] = drops();
      expect(more.length).toBeLessThanOrEqual(1);
      expect(notice).toMatchObject({ level: 'warn', sequence: 2 });
      expect(notice.message).toMatch(/^\d+ entries dropped: /);
      const gone = drops().reduce((sum, { message }) => sum + parseInt(message, 10), 0);
      expect(gone).toBe(200 - stored('debug'));
      const kept = messages();
      expect([kept[0], kept[1], kept.at(-1)]).toEqual(['first', notice.message, 'last']);
      expect(memory.sessions.get(1)).toMatchObject({
        status: 'completed',
        entryCount: kept.length,
        warningCount: drops().length,
      });
    });

    it('holds no more than its bound', async () => {
      const session = await openAndGoAway();
      for (let line = 0; line < 2_000; line += 1) session.error(`error ${line} ${FILLER}`);
      await heal();
      const bytes = memory.lines().reduce((sum, { message }) => sum + message.length, 0);
      expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
      expect(messages().at(-1)).toMatch(/^error 1999 /);
    });
  });

  it('once closed, stores the end of a session that goes on logging, and all of its lines before', async () => {
    memory.state.delayMs = 20;
    const session = open();
    numbers(20).forEach((text) => session.info(text));
    session.complete();
    queue.close();
    const noise = setInterval(() => session.info('too late'), 1);
    try {
      await queue.flush();
    } finally {
      clearInterval(noise);
    }
    expect(memory.sessions.get(1)?.status).toBe('completed');
    expect(messages()).toEqual(numbers(20));
  });

  it('ends a session while another never stops logging, and heartbeats go on', async () => {
    memory.state.delayMs = 2;
    const [noisy, other] = [open(), open()];
    const noise = setInterval(() => numbers(20).forEach((text) => noisy.info(text)), 1);
    try {
      other.info('mine');
      other.complete();
      await expect.poll(() => memory.sessions.get(2)?.status, { timeout: 3_000 }).toBe('completed');
      await queue.heartbeat();
      await queue.flush();
    } finally {
      clearInterval(noise);
    }
  });

  it('stores the end of a session behind all of its lines', async () => {
    memory.state.delayMs = 3;
    const session = open();
    numbers(15).forEach((text) => session.info(text));
    const flushed = queue.flush();
    await sleep(8);
    numbers(15, 16).forEach((text) => session.info(text));
    session.complete();
    await flushed;
    await expect.poll(() => memory.sessions.get(1)?.status).toBe('completed');
    expect(memory.endedTooEarly).toEqual([]);
    expect(messages()).toEqual(numbers(30));
  });

  it('never undoes the end of a session by a heartbeat', async () => {
    memory.state.renewDelayMs = 20;
    for (let ordinal = 1; ordinal <= 10; ordinal += 1) {
      const session = open();
      await queue.flush();
      const beat = queue.heartbeat();
      session.complete();
      await Promise.all([beat, queue.flush(), queue.heartbeat()]);
      expect(memory.sessions.get(ordinal)?.status).toBe('completed');
    }
  });

  it('stores nothing more of a session that was cleared', async () => {
    const session = open();
    session.info('before');
    await queue.flush();
    memory.sessions.clear();
    session.info('after');
    await queue.flush();
    const { length } = memory.state.batches;
    session.info('later');
    session.complete();
    await queue.flush();
    expect(memory.state.batches).toHaveLength(length);
    expect(memory.sessions.size).toBe(0);
    expect(messages()).toEqual(['before']);
    expect(errors).toEqual([]);
  });

  it('de-duplicates a text of both channels: the more severe level, the data of either', async () => {
    const session = open();
    session.info('refused', { status: 401 });
    session.fromConsole('error', 'refused');
    session.fromConsole('debug', 'done');
    session.info('done', { keys: 5 });
    await queue.flush();
    expect(memory.lines()).toMatchObject([
      { level: 'error', message: 'refused', data: '{"status":401}' },
      { level: 'info', message: 'done', data: '{"keys":5}' },
    ]);
    await expect
      .poll(() => memory.sessions.get(1), { timeout: 3_000 })
      .toMatchObject({ entryCount: 2, errorCount: 1 });
  });

  it('keeps a more severe line whose text is stored already at a lower level', async () => {
    const session = open();
    session.info('refused');
    await queue.flush();
    session.fromConsole('error', 'refused');
    session.complete();
    await queue.flush();
    expect(memory.lines().map(({ level }) => level)).toEqual(['info', 'error']);
    expect(memory.sessions.get(1)).toMatchObject({ entryCount: 2, errorCount: 1 });
  });

  describe('with many sessions', () => {
    it('stores sessions that begin or end together in few batches of a bounded size', async () => {
      queue.stop();
      start({ batchSize: 1_000 });
      const sessions = Array.from({ length: 1_000 }, open);
      sessions.forEach((session) => session.info('a line'));
      sessions.forEach((session) => session.complete());
      await queue.flush();
      expect(
        [...memory.sessions.values()].filter(({ status }) => status === 'completed')
      ).toHaveLength(1_000);
      expect(Math.max(...memory.state.sessionBatches)).toBeLessThanOrEqual(200);
      expect(memory.state.sessionBatches.length).toBeLessThanOrEqual(40);
      expect(memory.endedTooEarly).toEqual([]);
    });

    it('stores lines, ends and heartbeats of others while sessions are opened without a pause', async () => {
      memory.state.delayMs = 2;
      const [first, ended] = [open(), open()];
      await queue.flush();
      const flood = setInterval(() => Array.from({ length: 60 }, open), 1);
      try {
        first.info('mine');
        first.progress(1, 2);
        ended.complete('done');
        const beat = queue.heartbeat();
        await expect.poll(() => messages(), { timeout: 3_000 }).toEqual(['mine']);
        await expect
          .poll(() => memory.sessions.get(2)?.status, { timeout: 3_000 })
          .toBe('completed');
        await beat;
        expect(memory.sessions.get(1)?.progress).toEqual({ done: 1, total: 2 });
      } finally {
        clearInterval(flood);
      }
    });

    it('gives lines, ends and heartbeats their share while a thousand sessions wait for their rows', async () => {
      const [running, ended] = [open(), open()];
      await queue.flush();
      memory.state.delayMs = 5;
      Array.from({ length: 1_000 }, open);
      running.info('mine');
      ended.complete('done');
      const flushed = queue.flush();
      await expect
        .poll(() => [messages(), memory.sessions.get(2)?.status], { timeout: 3_000, interval: 2 })
        .toEqual([['mine'], 'completed']);
      expect(memory.sessions.size).toBeLessThan(500);
      await flushed;
      expect(memory.sessions.size).toBe(1_002);
    });

    it('stores the lines of sessions that wait for their own row', async () => {
      queue.stop();
      start({ maxBytes: 1024 * 1024 });
      memory.state.delayMs = 1;
      const flushed = queue.flush();
      const sessions = Array.from({ length: 500 }, open);
      sessions.forEach((session) =>
        session.info(`line of ${session.record.opened.idempotencyKey}`)
      );
      await flushed;
      await expect.poll(() => memory.lines(500).length, { timeout: 5_000 }).toBe(1);
      for (let id = 1; id <= 500; id += 1) expect(messages(id)).toEqual([`line of ${id}`]);
    });

    it('records no more than its bound at the same time, and reports it once with the number', async () => {
      queue.stop();
      start({ maxOpenSessions: 10 });
      const recorded = Array.from({ length: 10 }, open);
      const beyond = Array.from({ length: 5 }, open);
      beyond.forEach((session) => session.info('a line'));
      beyond.forEach((session) => session.complete());
      await queue.flush();
      expect(memory.sessions.size).toBe(10);
      expect(errors).toEqual([
        'Further sessions are not recorded for now: 10 are open or wait for the database (writeQueue.maxOpenSessions)',
      ]);
      recorded.forEach((session) => session.complete());
      await queue.flush();
      expect(warnings).toEqual(['Sessions are recorded again; 5 were not, as too many were open']);
      open().complete('recorded again');
      await queue.flush();
      expect(memory.sessions.get(16)).toMatchObject({ summary: 'recorded again' });
      expect(errors).toHaveLength(1);
    });
  });

  it('names the true reason where lines come faster than a healthy database stores them', async () => {
    const session = open();
    for (let line = 0; line < 1_000; line += 1) session.info(`line ${line}`);
    await queue.flush();
    const [notice] = memory.lines().filter(({ message }) => / dropped: /.test(message));
    expect(notice.message).toMatch(
      /^\d+ entries dropped: lines came faster than they can be stored and the memory for waiting entries was full$/
    );
  });

  it('stores nothing more once it has stopped', async () => {
    const session = open();
    await queue.flush();
    queue.stop();
    await sleep(60); // what was under way is through
    const { tries } = memory.state;
    session.info('late');
    session.complete();
    await sleep(60);
    expect(memory.state.tries).toBe(tries);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryLevel } from '../../shared/contracts';
import { inPlainCharacters } from '../../server/domain/plain-characters';
import { createRedactor } from '../../server/domain/redaction';
import { createSessionHandle, type RecorderSession } from '../../server/recorder/session-handle';
import type { QueueStore } from '../../server/recorder/batch-writer';
import { RowRefused } from '../../server/store/database/refusal';
import { createWriteQueue } from '../../server/recorder/write-queue';
import type { NewEntry, NewSession, SessionProgress } from '../../server/store/types';

interface StoredSession extends Omit<SessionProgress, 'id'> {
  status: string;
}

/** A store in memory: like a database it can be away, be slow, and lose its answer after it has stored. */
const createMemoryStore = () => {
  const sessions = new Map<number, StoredSession>();
  const entries = new Map<string, NewEntry>();
  const state = {
    away: false,
    losesAnswers: false,
    delayMs: 0,
    renewDelayMs: 0,
    tries: 0,
    /** What the database refuses to hold, as a constraint or an encoding would. */
    refused: /(?!)/,
    leavesAfterRefusing: false,
    batches: [] as number[],
  };

  const answer = async <Value>(work: () => Value, delayMs = state.delayMs): Promise<Value> => {
    state.tries += 1;
    await sleep(delayMs);
    if (state.away) throw new Error('connect ECONNREFUSED');
    const value = work();
    if (state.losesAnswers) throw new Error('Connection lost');
    return value;
  };

  /** Sessions whose end was stored before all of their lines were. */
  const endedTooEarly: number[] = [];
  const storedLines = (sessionId: number) =>
    [...entries.values()].filter((line) => line.sessionId === sessionId).length;

  const change = (session: SessionProgress, status: string) => {
    if (status !== 'in-progress' && storedLines(session.id) < session.entryCount)
      endedTooEarly.push(session.id);
    if (sessions.has(session.id)) sessions.set(session.id, { ...session, status });
    return sessions.has(session.id);
  };

  const store: QueueStore = {
    sessions: {
      insert: ({ ordinal, summary }: NewSession) =>
        answer(() => {
          if (state.refused.test(summary)) throw new RowRefused('not this summary');
          const counts = { entryCount: 0, debugCount: 0, warningCount: 0, errorCount: 0 };
          sessions.set(ordinal, { ...counts, progress: null, summary, status: 'in-progress' });
          return ordinal;
        }),
      renew: (renewed) =>
        answer(
          () => ({
            missing: renewed
              .filter((session) => !change(session, 'in-progress'))
              .map(({ id }) => id),
            refused: renewed
              .filter(({ summary }) => state.refused.test(summary))
              .map(({ id }) => id),
          }),
          state.renewDelayMs
        ),
      end: (session) =>
        answer(() => {
          if (state.refused.test(session.summary)) throw new RowRefused('not this summary');
          return change(session, session.status);
        }),
    },
    entries: {
      insert: (lines) =>
        answer(() => {
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
  let troubles: unknown[];
  let recoveries: number;
  let refusals: string[];
  let lastOrdinal: number;

  const open = (): RecorderSession => {
    lastOrdinal += 1;
    const record = {
      ordinal: lastOrdinal,
      eventType: 'upload' as const,
      initiatedBy: 'Ada',
      initiatorId: null,
      startedAt: Date.now(),
      id: null,
      cleared: false,
      lastSequence: 0,
      entryCount: 0,
      debugCount: 0,
      warningCount: 0,
      errorCount: 0,
      summary: '',
      progress: null,
      outcome: null,
      overLimit: 0,
      dirty: false,
    };
    queue.open(record);
    return createSessionHandle({
      record,
      queue,
      redactor: createRedactor(),
      maxEntries: 1_000_000,
    });
  };

  const start = (
    given: Partial<{ flushIntervalMs: number; batchSize: number; maxBytes: number }> = {}
  ) => {
    const { store } = memory;
    queue = createWriteQueue({
      store: () => store,
      instanceId: 'test',
      config: {
        flushIntervalMs: 10,
        batchSize: 10,
        maxBytes: MAX_BYTES,
        timeoutMs: 30_000,
        ...given,
      },
      onTrouble: (error) => troubles.push(error),
      onRecovered: () => (recoveries += 1),
      onRefused: (text) => refusals.push(text),
      harmless: inPlainCharacters,
    });
  };

  beforeEach(() => {
    memory = createMemoryStore();
    troubles = [];
    recoveries = 0;
    refusals = [];
    lastOrdinal = 0;
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
    expect(troubles).toHaveLength(1);
    expect(recoveries).toBe(0);

    memory.state.away = false;
    await queue.flush();
    expect(messages()).toEqual(numbers(50));
    expect(memory.sessions.get(1)).toMatchObject({ status: 'completed', entryCount: 50 });
    await queue.flush();
    expect(recoveries).toBe(1);

    memory.state.away = true;
    open().info('again');
    await queue.flush();
    expect(troubles).toHaveLength(1);
    await queue.flush();
    expect(troubles).toHaveLength(2);
  });

  it('makes no fuss about a single try that fails', async () => {
    memory.state.away = true;
    open().info('a');
    await queue.flush();
    memory.state.away = false;
    await expect.poll(() => messages()).toEqual(['a']);
    await queue.flush();
    expect([troubles, recoveries]).toEqual([[], 0]);
  });

  it('tries again by itself, less and less often', async () => {
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
    for (let waited = 0; waited < 1_000; waited += 5) {
      session.info('another');
      await sleep(5);
    }
    // A slow machine takes longer than a second for that.
    expect(memory.state.batches.length - before).toBeLessThanOrEqual(5);
  });

  it('stores a line once where the connection is lost after it was stored', async () => {
    const session = open();
    await queue.flush();
    memory.state.losesAnswers = true;
    numbers(5).forEach((text) => session.info(text));
    await queue.flush();
    memory.state.losesAnswers = false;
    await queue.flush();
    expect(messages()).toEqual(numbers(5));
  });

  describe('where the database refuses what a row holds', () => {
    const INSTEAD = '1 entry could not be stored, the database refused it: not ?this?';

    it('puts a line into its place that says so, says it once on the console, and goes on', async () => {
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
      expect(refusals).toEqual(['An entry can not be stored, the database refuses it: not “this”']);
      expect(troubles).toEqual([]);
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
      expect(troubles).toHaveLength(1);
      memory.state.away = false;
      session.complete();
      await queue.flush();
      await queue.flush();
      expect(messages()).toEqual([INSTEAD]);
      expect(memory.sessions.get(1)).toMatchObject({ entryCount: 1, warningCount: 1 });
    });

    it.each(['insert', 'renew', 'end'])(
      'lets no session that it refuses to %s hold up another',
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
        expect(refusals).toHaveLength(1);
        expect(troubles).toEqual([]);
      }
    );
  });

  describe('beyond its memory', () => {
    const FILLER = 'x'.repeat(1_000);

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

    it('says in their place how many are gone, and counts what is there', async () => {
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
      const [mark, ...more] = drops();
      expect(more.length).toBeLessThanOrEqual(1);
      expect(mark).toMatchObject({ level: 'warn', sequence: 2 });
      expect(mark.message).toMatch(/^\d+ entries dropped: /);
      const gone = drops().reduce((sum, { message }) => sum + parseInt(message, 10), 0);
      expect(gone).toBe(200 - stored('debug'));
      const kept = messages();
      expect([kept[0], kept[1], kept.at(-1)]).toEqual(['first', mark.message, 'last']);
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
      const bytes = memory.lines().reduce((sum, { message }) => sum + 2 * message.length, 0);
      expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
      expect(messages().at(-1)).toMatch(/^error 1999 /);
    });
  });

  it('closed, stores the end of a session that goes on logging, and all it said before', async () => {
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

  it('lets no heartbeat undo the end of a session', async () => {
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
    expect(troubles).toEqual([]);
  });

  it('makes one entry of a text that both channels say, with the graver level and the data of either', async () => {
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

  it('never loses a graver word because the same text is stored already', async () => {
    const session = open();
    session.info('refused');
    await queue.flush();
    session.fromConsole('error', 'refused');
    session.complete();
    await queue.flush();
    expect(memory.lines().map(({ level }) => level)).toEqual(['info', 'error']);
    expect(memory.sessions.get(1)).toMatchObject({ entryCount: 2, errorCount: 1 });
  });

  it('takes nothing more once it has stopped', async () => {
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

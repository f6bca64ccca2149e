import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases, startStrapi, until, type RunningStrapi } from '../harness';
import { loggerOf, startOperation } from './support/operation';
import { captureOwnLines } from './support/own-lines';
import { saw } from './support/saw';
import { completedSession, ENTRIES, messagesOf, numbered, sessionOf } from './support/stored';
import { refusePoison, troubleMaker, troublesOf } from './support/troubles';

/** Time for several tries to write. */
const TROUBLED_MS = 2_000;

const LINES = 1_500;

describe.each(databases)('on %s', (client) => {
  let app: RunningStrapi;
  let hands: Knex;
  let captured: ReturnType<typeof captureOwnLines>;

  beforeAll(async () => {
    app = await startStrapi({ database: client });
    hands = troubleMaker(app);
    captured = captureOwnLines(app);
  }, 60_000);

  beforeEach(() => {
    captured.lines.length = 0;
  });

  afterAll(async () => {
    captured?.stop();
    if (hands !== app?.knex) await hands?.destroy();
    await app?.stop();
  });

  const stored = (name: string) => completedSession(hands, name);

  it.each(troublesOf(client))(
    '$name: the operation is not affected, one error in the console, all is there when it is mended',
    async ({ name, how, make, mend }) => {
      const [during, begun] = [`During ${name}`, `Begun during ${name}`];
      const operation = startOperation(app, during);
      await until('it logs', () => operation.lines > 20);
      await make(hands);
      try {
        loggerOf(app).start({ eventType: 'upload', initiatedBy: begun }).complete('Done');
        await until('the console reports it', () => captured.lines.length > 0);
        await sleep(TROUBLED_MS);
        expect(await operation.finish()).toBe(`the result of ${during}`);
      } finally {
        await mend(hands);
      }
      const session = await stored(during);
      expect(await messagesOf(hands, session.id)).toEqual(numbered(operation.lines));
      expect(session.entry_count).toBe(operation.lines);
      expect(await stored(begun)).toMatchObject({ summary: 'Done' });
      await until('the console reports the recovery', () => captured.lines.length > 1);
      const [trouble, over, ...more] = captured.lines;
      expect(trouble.level).toBe('error');
      expect(trouble.text).toMatch(
        /^The activity logs cannot be written: lines are kept in memory and tri/
      );
      expect(over).toEqual({ level: 'info', text: 'The activity logs can be written again' });
      expect(more).toEqual([]);
      saw({
        heading: 'The database fails',
        done: `${name} on ${client} during an operation (${how})`,
        seen: `the operation ended as usual; all ${operation.lines} lines are there afterwards, in order, once, and a session that began meanwhile; console: one error, "…${trouble.text.slice(-60)}", and "can be written again"`,
      });
    },
    60_000
  );

  it('entries that the database refuses for ever: a visible entry in their place, everything else is stored', async () => {
    const poison = refusePoison(client);
    await poison.make(hands);
    try {
      const logger = loggerOf(app);
      const [bad, good] = ['With poison', 'Without'].map((initiatedBy) =>
        logger.start({ eventType: 'download', initiatedBy, summary: initiatedBy })
      );
      for (let line = 1; line <= LINES; line += 1) {
        bad.info(line % 500 === 250 ? `poison ${line}` : `line ${line}`);
        good.info(`line ${line}`);
      }
      bad.complete('Went to see a ☃ today');
      good.complete('Done');
      await logger.flush();
      const [withPoison, without] = [await stored('With poison'), await stored('Without')];
      expect(await messagesOf(hands, without.id)).toEqual(numbered(LINES));
      const messages = await messagesOf(hands, withPoison.id);
      const instead = messages.filter((message) => !message.startsWith('line '));
      expect(messages).toHaveLength(LINES);
      expect(instead).toHaveLength(LINES / 500);
      expect(instead[0]).toMatch(
        /^1 entry could not be stored, the database refused it: .*unwanted_word/
      );
      expect(instead.join()).not.toContain('poison 250');
      expect(messages.indexOf(instead[0])).toBe(249);
      expect(withPoison).toMatchObject({ entry_count: LINES, warning_count: LINES / 500 });
      expect(withPoison.summary).toBe('Went to see a ? today');
      expect(captured.lines).toHaveLength(1);
      expect(captured.lines[0]).toMatchObject({ level: 'error' });
      saw({
        heading: 'The database fails',
        done: `${LINES} lines of which a constraint on ${client} refuses ${LINES / 500}, and a summary with a character that it refuses`,
        seen: `the others are there, in order; in the place of each refused one: "${instead[0].slice(0, 110)}"; the summary has "?" for the character; one error in the console`,
      });
    } finally {
      await poison.mend(hands);
    }
  }, 60_000);

  const itOnMysql = client === 'mysql' ? it : () => {};

  itOnMysql(
    'a column of three bytes a character, as old schemas have, refuses emoji: said in their place',
    async () => {
      const charset = (name: string) =>
        hands.raw(`alter table ${ENTRIES} modify message longtext character set ${name}`);
      await charset('utf8mb3');
      try {
        const session = loggerOf(app).start({ eventType: 'upload', initiatedBy: 'Emoji' });
        ['before', 'shipped 🚀', 'after'].forEach((text) => session.info(text));
        session.complete('Done');
        const messages = await messagesOf(hands, (await stored('Emoji')).id);
        expect(messages).toHaveLength(3);
        expect([messages[0], messages[2]]).toEqual(['before', 'after']);
        expect(messages[1]).toMatch(/^1 entry could not be stored.*Incorrect string value/);
        saw({
          heading: 'The database fails',
          done: 'a line with an emoji where MariaDB’s column has utf8mb3',
          seen: `lines before and after are there; in its place: "${messages[1].slice(0, 110)}"`,
        });
      } finally {
        await charset('utf8mb4');
      }
    }
  );

  it('a transaction of the host that rolls back keeps the lines that were logged in it', async () => {
    const logger = loggerOf(app);
    const uid = 'api::article.article';
    const failing = app.strapi.db.transaction(async () => {
      await logger.run({ eventType: 'upload', initiatedBy: 'Rolled back' }, async (session) => {
        session.info('created an article');
        await app.strapi.entityService.create(uid, { data: { title: 'Never there' } });
        session.info('about to fail');
        throw new Error('rolled back');
      });
    });
    await expect(failing).rejects.toThrow('rolled back');
    await logger.flush();
    expect(await app.strapi.entityService.count(uid)).toBe(0);
    const session = await sessionOf(hands, 'Rolled back');
    expect(session).toMatchObject({ status: 'failed', summary: 'rolled back' });
    const messages = await messagesOf(hands, session?.id ?? 0);
    const own = ['created an article', 'about to fail', 'rolled back'];
    expect(messages.filter((message) => own.includes(message))).toEqual(own);
    saw({
      heading: 'The database fails',
      done: `a transaction of the host that rolls back, with a recorded operation in it, on ${client}`,
      seen: 'the host’s article is gone; the session is Failed with its reason, its 3 lines are there',
    });
  });
});

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionAction } from '../../shared/permissions';
import type { ExportedSession } from '../../shared/contracts';
import { sessionPage } from './support/session-page';
import {
  startSessionWorld,
  STARTED_AT,
  times,
  type Line,
  type SessionWorld,
} from './support/session-world';

const LINES: Line[] = [
  { message: 'Upload started' },
  { message: 'Asking for the languages', level: 'debug', data: { languages: ['cs', 'de'] } },
  { message: 'Error: 401\n    at upload', level: 'error', timestamp: STARTED_AT + 1_234 },
  { message: 'Žluťoučký kůň 🚀' },
];

const MANY = 50_000;

describe('downloading a session', () => {
  let world: SessionWorld;
  let id: number;
  let page: Page;

  beforeAll(async () => {
    world = await startSessionWorld();
    id = await world.seed({ lines: LINES, end: { status: 'failed', summary: 'Refused' } });
    page = await world.open(id);
  }, 180_000);

  afterAll(() => world?.stop());

  const choose = async (item: string, shown = page) => {
    await shown.getByRole('button', { name: 'Save as…' }).click();
    await shown.getByRole('menuitem', { name: item }).click();
  };

  const downloaded = async (item: string, shown = page) => {
    const [file] = await Promise.all([shown.waitForEvent('download'), choose(item, shown)]);
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  };

  test('as JSON gives what the export would give of it', async () => {
    const { name, text } = await downloaded('JSON');
    expect(name).toBe('localazy-activity-log-upload-2026-11-23-130000.json');
    const { body } = await world.app.request<ExportedSession[]>(
      'GET',
      '/localazy-activity-logs/export',
      { token: world.app.admin.token }
    );
    expect(JSON.parse(text)).toEqual(body);
    expect(body[0].entries).toHaveLength(LINES.length);
  });

  test('as plain text is a log: its facts, then each line, debug lines and data too', async () => {
    const { name, text } = await downloaded('Plain text');
    expect(name).toBe('localazy-activity-log-upload-2026-11-23-130000.txt');
    expect(text).toBe(
      [
        'Upload on Nov 23, 2026, 1:00:00 PM',
        'Status: Failed',
        'Initiated by: Ada Lovelace',
        'Summary: Refused',
        'Times are those of the time zone Europe/Prague.',
        '',
        '2026-11-23 13:00:00.000 INFO  Upload started',
        '2026-11-23 13:00:00.001 DEBUG Asking for the languages',
        '    {',
        '      "languages": [',
        '        "cs",',
        '        "de"',
        '      ]',
        '    }',
        '2026-11-23 13:00:01.234 ERROR Error: 401',
        '        at upload',
        '2026-11-23 13:00:00.003 INFO  Žluťoučký kůň 🚀',
        '',
      ].join('\n')
    );
  });

  test('has all of 50,000 lines, in a handful of requests', async () => {
    const large = await world.seed({ lines: times(MANY, () => ({})) });
    await world.reopen(page, large);
    await sessionPage(page).line(1).waitFor();
    let requests = 0;
    const count = () => (requests += 1);
    page.on('request', count);
    const { text } = await downloaded('JSON');
    page.off('request', count);
    const [{ entries }]: ExportedSession[] = JSON.parse(text);
    expect(entries).toHaveLength(MANY);
    expect(entries[MANY - 1].message).toBe(`Line ${MANY}`);
    expect(requests).toBeLessThan(10);
  }, 60_000);

  test('works while the session runs, with the lines that there are', async () => {
    const running = await world.seed({ lines: LINES, end: null });
    await world.reopen(page, running);
    const { text } = await downloaded('JSON');
    expect(JSON.parse(text)).toMatchObject([
      {
        status: 'in-progress',
        finishedAt: null,
        entries: LINES.map(({ message }) => ({ message })),
      },
    ]);
  });

  test('is open to whoever may read it, without the right to export everything', async () => {
    const admin = await world.app.createAdmin({ permissions: [permissionAction('read')] });
    const visitor = await world.open(id, { admin });
    const { text } = await downloaded('JSON', visitor);
    expect(JSON.parse(text)).toHaveLength(1);
    await visitor.context().close();
  });

  test('shows an error where it fails, and works again after', async () => {
    await world.reopen(page, id);
    await page.route('**/entries/stream', (route) => route.abort());
    await choose('Plain text');
    await page.getByText("The session couldn't be saved.").waitFor();
    await page.unroute('**/entries/stream');
    expect((await downloaded('Plain text')).text).toContain('Upload started');
  });

  test('shows that it is running', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/entries/stream', async (route) => {
      await held;
      await route.continue();
    });
    const file = page.waitForEvent('download');
    await choose('JSON');
    await page.getByRole('button', { name: 'Preparing the file…' }).waitFor();
    release();
    await file;
    await page.getByRole('button', { name: 'Save as…' }).waitFor();
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});

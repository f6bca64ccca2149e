import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { APP_DIR, REPOSITORY } from '../harness/paths';

interface Note {
  scripts: Record<string, string[]>;
  importers: Record<string, string[]>;
}

const BUILD = path.join(APP_DIR, 'build');
const OTHER_REACT = 'node_modules/other/node_modules/react/cjs/react.production.min.js';

/** Needs a built admin panel, as the browser tests do. */
describe('the check of what the admin panel is built of', () => {
  let folder: string;
  let dist: string;
  let panel: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bundle-'));
    dist = path.join(folder, 'dist');
    panel = path.join(folder, 'panel');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    await cp(path.join(REPOSITORY, 'dist'), dist, { recursive: true });
    await cp(BUILD, panel, { recursive: true });
  });

  const check = async (): Promise<{ passes: boolean; output: string }> => {
    const options = [
      path.join(REPOSITORY, 'tools', 'bundle.mjs'),
      '--dist',
      dist,
      '--panel',
      panel,
    ];
    try {
      const { stdout } = await promisify(execFile)(process.execPath, options);
      return { passes: true, output: stdout };
    } catch (error) {
      return { passes: false, output: error instanceof Error ? error.message : String(error) };
    }
  };

  const changeNote = async (change: (note: Note) => void) => {
    const file = path.join(panel, 'modules.json');
    const note: Note = JSON.parse(await readFile(file, 'utf8'));
    change(note);
    await writeFile(file, JSON.stringify(note));
  };

  const scriptOf = ({ scripts }: Note, source: RegExp) =>
    Object.keys(scripts).find((script) => scripts[script].some((one) => source.test(one))) ?? '';

  test('passes for the panel as it is, and reports what each page loads', async () => {
    const { passes, output } = await check();
    expect(output).toMatch(/The list page loads [\d.]+ KB of code, gzipped, at most 40\.0 KB/);
    expect(output).toMatch(/The session page loads [\d.]+ KB of code, gzipped, at most 60\.0 KB/);
    expect(passes).toBe(true);
  });

  test('fails for a second React, and names whoever brought it', async () => {
    await changeNote((note) => {
      note.scripts[Object.keys(note.scripts)[0]].push(OTHER_REACT);
      note.importers[OTHER_REACT] = ['node_modules/other'];
    });
    const { passes, output } = await check();
    expect(passes).toBe(false);
    expect(output).toContain('The admin panel has 2 copies of react:');
    expect(output).toContain('used by node_modules/other');
  });

  test('fails where our pages use another build of a library than Strapi’s', async () => {
    const other = 'node_modules/react-query/lib/index.js';
    await changeNote((note) => {
      note.scripts[scriptOf(note, /^dist/)].push(other);
      note.importers[other] = ['dist'];
    });
    expect((await check()).output).toContain('The admin panel has 2 copies of react-query:');
  });

  test('fails where the official plugin’s own copy of the design system is ours too', async () => {
    await changeNote(({ importers }) => {
      importers['node_modules/@strapi/design-system/dist/Box/index.js'].push('dist');
    });
    expect((await check()).output).toContain('2 copies of @strapi/design-system:');
  });

  test('fails where our build holds a library instead of using the host’s', async () => {
    const bundled = { sources: ['../../node_modules/react-intl/lib/index.js'] };
    await writeFile(path.join(dist, '_chunks', 'bundled.mjs.map'), JSON.stringify(bundled));
    expect((await check()).output).toContain(
      "Our build holds react-intl instead of using the host's"
    );
  });

  test('fails where the list page has grown past its goal', async () => {
    const note: Note = JSON.parse(await readFile(path.join(panel, 'modules.json'), 'utf8'));
    const script = path.join(panel, scriptOf(note, /zod/));
    const grown = Array.from({ length: 60_000 }, (_, index) => (index * 7_919) % 65_521).join();
    await writeFile(script, `${await readFile(script, 'utf8')}//${grown}`);
    expect((await check()).output).toMatch(/The list page takes \d+ of at most 40960 bytes/);
  });
});

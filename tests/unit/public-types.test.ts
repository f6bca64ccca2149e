import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import type { Logger, SessionHandle, SessionMeta } from '../../index';
import type * as recorder from '../../server/recorder/types';
import { REPOSITORY } from '../harness/paths';

const EXAMPLE = `
import type { Logger } from 'strapi-plugin-localazy-activity-logs';

declare const logger: Logger;

export const sync = (): Promise<number> =>
  logger.run({ eventType: 'upload', initiatedBy: 'Nightly job' }, async (session) => {
    session.info('Sent a batch', { keys: 12 });
    return 12;
  });
`;

const WRONG_EXAMPLE = EXAMPLE.replace("'upload'", "'uplaod'");

/** Strapi's own types are no part of it. */
const STRAPI =
  'declare const strapi: { plugin(id: string): { service<Service>(name: string): Service } };';

const readmeExample = async () => {
  const readme = await readFile(path.join(REPOSITORY, 'README.md'), 'utf8');
  const [, example] = /^```ts\n([^]*?)^```/m.exec(readme) ?? [];
  return `${example}\n${STRAPI}\n`;
};

/** Strapi's own templates have the first. */
const RESOLUTIONS: Record<string, ts.CompilerOptions> = {
  Node: { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 },
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
};

describe('the published types', () => {
  let app: string;

  beforeAll(async () => {
    app = await mkdtemp(path.join(tmpdir(), 'activity-logs-types-'));
    const installed = path.join(app, 'node_modules', 'strapi-plugin-localazy-activity-logs');
    await mkdir(installed, { recursive: true });
    for (const file of ['package.json', 'index.d.ts']) {
      await cp(path.join(REPOSITORY, file), path.join(installed, file));
    }
    await writeFile(path.join(app, 'right.ts'), EXAMPLE);
    await writeFile(path.join(app, 'wrong.ts'), WRONG_EXAMPLE);
    await writeFile(path.join(app, 'readme.ts'), await readmeExample());
  });

  afterAll(() => rm(app, { recursive: true, force: true }));

  const errorsIn = (file: string, resolution: ts.CompilerOptions) => {
    const program = ts.createProgram([path.join(app, file)], {
      ...resolution,
      target: ts.ScriptTarget.ES2020,
      lib: ['lib.es2020.d.ts'],
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  };

  it.each(Object.entries(RESOLUTIONS))(
    'compile in a host with module resolution %s that installs no other types',
    (_, resolution) => {
      expect(errorsIn('right.ts', resolution)).toEqual([]);
      expect(errorsIn('readme.ts', resolution)).toEqual([]);
      expect(errorsIn('wrong.ts', resolution)).toEqual([
        expect.stringContaining(`'"uplaod"' is not assignable`),
      ]);
    }
  );

  it('are those of the logger service', () => {
    expectTypeOf<SessionMeta>().toEqualTypeOf<recorder.SessionMeta>();
    expectTypeOf<SessionHandle>().toEqualTypeOf<recorder.SessionHandle>();
    // Neither compiles where the methods differ, which `toEqualTypeOf` can't compare: they are generic.
    const toPublic = (logger: recorder.ActivityLogger): Logger => logger;
    const fromPublic = (logger: Logger): recorder.ActivityLogger => logger;
    expect(toPublic).not.toBe(fromPublic);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../harness/paths';

const MAX_README_LINES = 150;

const DOCS = [
  'README.md',
  'CHANGELOG.md',
  'CODE_OF_CONDUCT.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'examples/nightly-job/README.md',
  'tests/README.md',
  ...readdirSync(path.join(REPOSITORY, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const read = (file: string) => readFileSync(path.join(REPOSITORY, file), 'utf8');

/** What looks like a link or a heading within a code block is neither. */
const withoutCode = (text: string) => text.replace(/^ *```[^]*?^ *```/gm, '');

const LINK = /\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g;

const isExternal = (link: string) => /^[a-z][a-z+.-]*:/i.test(link);

const linksOf = (file: string): string[] =>
  [
    ...withoutCode(read(file))
      .replace(/`[^`\n]*`/g, '')
      .matchAll(LINK),
  ]
    .map(([, markdown, html]) => markdown ?? html)
    .filter((link) => !isExternal(link));

/** The fragment by which GitHub links to a heading. */
const toFragment = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const fragmentsOf = (file: string): string[] =>
  [...withoutCode(read(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => toFragment(heading));

/** Why a link leads nowhere; null where it leads to a file, and to a heading of it if it names one. */
const problemOf = (file: string, link: string): string | null => {
  const [target, fragment] = link.split('#');
  const linked = target ? path.join(path.dirname(file), target) : file;
  if (!existsSync(path.join(REPOSITORY, linked))) return `${link}: no such file`;
  return fragment && !fragmentsOf(linked).includes(fragment) ? `${link}: no such heading` : null;
};

describe('the documentation', () => {
  it.each(DOCS)('%s has no broken link', (file) => {
    const problems = linksOf(file).map((link) => problemOf(file, link));
    expect(problems.filter((problem) => problem !== null)).toEqual([]);
  });

  it('is linked from the README, each document of it', () => {
    const linked = linksOf('README.md').map((link) => link.split('#')[0]);
    const others = DOCS.filter((file) => !['README.md', 'CODE_OF_CONDUCT.md'].includes(file));
    expect(linked).toEqual(expect.arrayContaining(others));
  });

  it(`has a README of ${MAX_README_LINES} lines or fewer`, () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_README_LINES);
  });
});

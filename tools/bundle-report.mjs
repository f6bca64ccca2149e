import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** A second copy of any of these has contexts of its own, in which our pages would find nothing. */
const SHARED = [
  'react',
  'react-dom',
  'react-intl',
  'react-query',
  'react-router',
  'react-router-dom',
  'styled-components',
  '@strapi/design-system',
  '@strapi/helper-plugin',
];

const OFFICIAL_PLUGIN = 'node_modules/@localazy/strapi-plugin';

const APP = 'admin/pages/App/index.tsx';

/** Our pages, by the sources that they begin with; `goal` is what opening one costs at most, in bytes as a server sends them. */
const PAGES = [
  { page: 'list', begin: [APP, 'admin/pages/SessionsPage/index.tsx'], goal: 40 * 1024 },
  { page: 'session', begin: [APP, 'admin/pages/SessionPage/index.tsx'], goal: 60 * 1024 },
];

const readJson = async (file) => JSON.parse(await readFile(file, 'utf8'));

/** Each file of our build with the source files that it's made of. */
const readDist = async (dist) => {
  const folders = ['admin', '_chunks'].map((folder) => path.join(dist, folder));
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).map((name) => path.join(folder, name)))
  );
  const maps = names.flat().filter((name) => name.endsWith('.map'));
  return Promise.all(
    maps.map(async (map) => ({
      name: path.basename(map, '.map'),
      sources: (await readJson(map)).sources,
    }))
  );
};

/** Packages that our build brings along inside of it, where the host's own should be used. */
const bundledPackages = (dist) => {
  const found = dist.flatMap(({ sources }) =>
    sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? [])
  );
  return [...new Set(found)].sort();
};

/**
 * Where a package's file comes from: its folder, and which of the package's builds it belongs to, as
 * two builds of one folder are two copies as well. Null where it's not the package's own, or one of
 * those at its top, which only lead to a build.
 */
const originOf = (file, name) => {
  const place = `node_modules/${name}/`;
  const start = file.lastIndexOf('node_modules/');
  if (start < 0 || !file.startsWith(place, start)) return null;
  const [first, ...rest] = file.slice(start + place.length).split('/');
  if (rest.length === 0) return null;
  const form = /\.(esm|mjs|cjs)\b/.exec(file)?.[1];
  return `${file.slice(0, start)}${place}${first}${form ? ` (${form})` : ''}`;
};

/** The copies of a package in the panel, each with those who import it. */
const copiesOf = (name, { scripts, importers }) => {
  const copies = new Map();
  for (const file of new Set(Object.values(scripts).flat())) {
    const origin = originOf(file, name);
    if (!origin) continue;
    const users = copies.get(origin) ?? new Set();
    (importers[file] ?? []).forEach((user) => users.add(user));
    copies.set(origin, users);
  }
  return [...copies].map(([origin, users]) => ({ origin, users: [...users] }));
};

/**
 * The official plugin imports parts of the design system past its entry, and so has them twice. It's
 * the only one who uses those.
 */
const isOfficialPluginsOwn = ({ users }) =>
  users.length > 0 && users.every((user) => user === OFFICIAL_PLUGIN);

const copyProblems = (note) =>
  SHARED.map((name) => ({
    name,
    copies: copiesOf(name, note).filter((copy) => !isOfficialPluginsOwn(copy)),
  }))
    .filter(({ copies }) => copies.length !== 1)
    .map(({ name, copies }) => {
      const details = copies.map(({ origin, users }) => `  ${origin}, used by ${users.join(', ')}`);
      return [`The admin panel has ${copies.length} copies of ${name}:`, ...details].join('\n');
    });

/** What a page loads that the panel hasn't loaded by then: its own code, and what only it needs. */
const scriptsOfPage = (begin, dist, { scripts, groups }) => {
  const ours = dist
    .filter(({ sources }) => begin.some((one) => sources.some((source) => source.endsWith(one))))
    .map(({ name }) => `dist/_chunks/${name}`);
  const initial = new Set(groups.filter((group) => group.isInitial).flatMap((one) => one.scripts));
  const loaded = groups
    .map((group) => group.scripts)
    .filter((together) =>
      together.some((script) => scripts[script].some((source) => ours.includes(source)))
    );
  return [...new Set(loaded.flat())].filter((script) => !initial.has(script));
};

const gzipped = async (file) => gzipSync(await readFile(file)).length;

/**
 * What our pages cost in a built admin panel, and what is wrong with it.
 * @param {{ dist: string, panel: string }} folders of our build, and of the panel with its `modules.json`
 * @returns {Promise<{ sizes: { page: string, bytes: number, goal: number | null }[], problems: string[] }>}
 */
export const reportBundle = async ({ dist: distFolder, panel }) => {
  const dist = await readDist(distFolder);
  const note = await readJson(path.join(panel, 'modules.json'));

  const sizes = await Promise.all(
    PAGES.map(async ({ page, begin, goal }) => {
      const scripts = scriptsOfPage(begin, dist, note);
      const bytes = await Promise.all(scripts.map((script) => gzipped(path.join(panel, script))));
      return { page, goal, bytes: bytes.reduce((sum, one) => sum + one, 0) };
    })
  );

  const problems = [
    ...bundledPackages(dist).map((name) => `Our build holds ${name} instead of using the host's`),
    ...copyProblems(note),
    ...sizes
      .filter(({ bytes, goal }) => bytes === 0 || bytes > (goal ?? Infinity))
      .map(({ page, bytes, goal }) => `The ${page} page takes ${bytes} of at most ${goal} bytes`),
  ];
  return { sizes, problems };
};

/** What a user's app needs, and nothing else: no source, no test, no map. */
const WANTED = [
  /^dist\/(admin|server|_chunks)\/[^/]+\.m?js$/,
  /^(index\.d\.ts|strapi-admin\.js|strapi-server\.js)$/,
  /^(package\.json|README\.md|LICENSE)$/,
];

const MAX_FILES = 40;
const MAX_BYTES = 250 * 1024;

/** What npm shows or needs, without the repository's address, which is not known yet. */
const FIELDS = [
  'name',
  'version',
  'description',
  'license',
  'author',
  'keywords',
  'engines',
  'strapi',
  'types',
  'exports',
  'files',
  'peerDependencies',
];

/** Files that package.json leads to, by the conditions that an installed package is used with. */
const promised = ({ types, exports = {} }) =>
  Object.values(exports)
    .flatMap((entry) =>
      typeof entry === 'string'
        ? [entry]
        : ['types', 'import', 'require', 'default'].map((condition) => entry[condition])
    )
    .concat(types)
    .filter(Boolean)
    .map((file) => file.replace(/^\.\//, ''));

const addressesIn = ({ packages = {} }) =>
  Object.entries(packages)
    .filter(([, { resolved }]) => /^(git\+|https?:)/.test(resolved ?? ''))
    .map(([folder]) => folder);

/**
 * What is wrong with a package before it's published.
 * @param {{ files: string[], bytes: number, manifest: object, lock: object }} packed
 *   the files of the tarball and its size, package.json and package-lock.json
 * @returns {string[]}
 */
export const packageProblems = ({ files, bytes, manifest, lock }) => [
  ...files
    .filter((file) => !WANTED.some((wanted) => wanted.test(file)))
    .map((file) => `The package holds ${file}`),
  ...[...new Set(promised(manifest))]
    .filter((file) => !files.includes(file))
    .map((file) => `package.json leads to ${file}, which the package lacks`),
  ...(manifest.types && manifest.exports?.['.']?.types ? [] : ['package.json names no types']),
  ...FIELDS.filter((field) => !manifest[field]).map((field) => `package.json has no ${field}`),
  ...(files.length > MAX_FILES ? [`${files.length} files, at most ${MAX_FILES}`] : []),
  ...(bytes > MAX_BYTES ? [`${bytes} bytes packed, at most ${MAX_BYTES}`] : []),
  ...addressesIn(lock).map((folder) => `package-lock.json has an address for ${folder}`),
];

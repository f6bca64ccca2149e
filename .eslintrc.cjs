/** Which folders a folder may not import from: arrows run one way. */
const forbid = (files, folders) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: folders.map((folder) => ({ group: [`**/${folder}`, `**/${folder}/**`] })) },
    ],
  },
});

const ABOVE_STORE = ['recorder', 'localazy', 'controllers', 'routes', 'services', 'admin'];

/** The folders within the store, and those above or beside them. */
const ABOVE_IN_STORE = {
  database: ['sessions', 'entries'],
  sessions: ['entries'],
  entries: ['sessions'],
};

module.exports = {
  root: true,
  parser: '@typescript-eslint/parser',
  parserOptions: { ecmaVersion: 2022, sourceType: 'module', ecmaFeatures: { jsx: true } },
  env: { node: true, es2022: true },
  plugins: ['@typescript-eslint', 'react-hooks'],
  extends: [
    'eslint:recommended',
    'plugin:@typescript-eslint/recommended',
    'plugin:react-hooks/recommended',
  ],
  ignorePatterns: [
    'dist',
    'node_modules',
    '/strapi-admin.js',
    '/strapi-server.js',
    'tests/playground/build',
    'tests/playground/.strapi',
    'tests/playground/.cache',
  ],
  rules: {
    'no-undef': 'off', // TypeScript's own
    'no-empty': ['error', { allowEmptyCatch: false }],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/ban-ts-comment': 'error',
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
    ],
  },
  overrides: [
    {
      files: [
        '*.cjs',
        'examples/**/*.js',
        'tests/playground/**/*.js',
        'tests/faults/fixtures/**/*.js',
      ],
      rules: { '@typescript-eslint/no-var-requires': 'off' },
    },
    forbid(['shared/**'], ['server', 'admin', 'tests']),
    forbid(
      ['server/domain/**'],
      ['recorder', 'store', 'localazy', 'controllers', 'routes', 'services', 'config', 'admin']
    ),
    forbid(['server/store/**'], ABOVE_STORE),
    ...Object.entries(ABOVE_IN_STORE).map(([folder, above]) =>
      forbid([`server/store/${folder}/**`], [...ABOVE_STORE, ...above])
    ),
    forbid(['server/recorder/**'], ['localazy', 'controllers', 'routes', 'services', 'admin']),
    forbid(
      ['server/notifications/**'],
      ['store', 'recorder', 'localazy', 'controllers', 'routes', 'services', 'admin']
    ),
    forbid(['server/localazy/**'], ['store', 'controllers', 'routes', 'admin']),
    forbid(['server/controllers/**'], ['recorder', 'localazy', 'routes', 'admin']),
    forbid(['admin/**'], ['server', 'tests']),
    forbid(['admin/api/**'], ['pages', 'hooks', 'components']),
    forbid(['admin/hooks/**'], ['pages']),
  ],
};

/** A package manager, by the arguments of npm that run it: `npm exec` brings those that aren't installed. */
interface Manager {
  run: string[];
  install: string[];
  add: (tarball: string) => string[];
  /** Its part of an app's package.json that fixes versions of transitive packages. */
  overrides: (versions: Record<string, string>) => object;
}

/** What each keeps in its cache is used without asking the registry again. */
const MANAGERS = {
  npm: {
    run: [],
    install: ['install', '--prefer-offline', '--no-audit', '--no-fund'],
    add: (tarball) => ['install', '--no-audit', '--no-fund', tarball],
    overrides: (overrides) => ({ overrides }),
  },
  yarn: {
    run: ['exec', '--yes', '--package=yarn@1.22.22', '--', 'yarn'],
    install: ['install', '--prefer-offline', '--non-interactive', '--no-progress'],
    add: (tarball) => ['add', `file:${tarball}`, '--non-interactive', '--no-progress'],
    overrides: (resolutions) => ({ resolutions }),
  },
  pnpm: {
    run: ['exec', '--yes', '--package=pnpm@9.15.9', '--', 'pnpm'],
    install: ['install', '--prefer-offline', '--reporter=append-only'],
    add: (tarball) => ['add', tarball, '--reporter=append-only'],
    overrides: (overrides) => ({ pnpm: { overrides } }),
  },
} satisfies Record<string, Manager>;

export type ManagerName = keyof typeof MANAGERS;

export const managerOf = (name: ManagerName): Manager => MANAGERS[name];

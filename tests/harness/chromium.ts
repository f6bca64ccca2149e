import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import chromium from '@sparticuz/chromium';
import { CACHE_DIR, REPOSITORY } from './paths';

const { version } = JSON.parse(
  readFileSync(
    path.join(REPOSITORY, 'node_modules', '@sparticuz', 'chromium', 'package.json'),
    'utf8'
  )
);

const FOLDER = path.join(CACHE_DIR, `chromium-${version}`);

/**
 * Flags of the package that are left out: those for cloud functions break a browser of several pages,
 * and drawing through a software GL costs more than drawing without one.
 */
const UNWANTED = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];

/** No page of a test reaches the outside. Unlike a route of playwright's, this leaves the HTTP cache on. */
const ADDED = ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'];

const UNPACK =
  "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";

/** The system's fonts where there are any, and the package's own in any case. */
const fontsConfig = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

const isThere = (file: string) =>
  stat(file).then(
    () => true,
    () => false
  );

/**
 * The package unpacks into the system's folder for temporary files, and its libraries only in a cloud
 * function; a process of its own gets the variable by which it knows one. Moved into place whole, as several test
 * files may do this at once.
 */
const unpack = async () => {
  const staging = `${FOLDER}.${process.pid}.${Date.now()}`;
  await mkdir(staging, { recursive: true });
  await promisify(execFile)(process.execPath, ['-e', UNPACK], {
    env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  await writeFile(path.join(staging, 'fonts', 'fonts.conf'), fontsConfig(`${FOLDER}/fonts`));
  await rename(staging, FOLDER).catch(() => rm(staging, { recursive: true, force: true }));
};

/** What playwright needs to launch the Chromium that comes with npm, on a machine without its libraries too. */
export const chromiumLaunchOptions = async () => {
  if (!(await isThere(FOLDER))) await unpack();
  return {
    executablePath: path.join(FOLDER, 'chromium'),
    args: [...chromium.args.filter((flag) => !UNWANTED.includes(flag)), ...ADDED],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: path.join(FOLDER, 'al2023', 'lib'),
      FONTCONFIG_PATH: path.join(FOLDER, 'fonts'),
    },
  };
};

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

/** Where a browser is and what its process needs in its environment. */
interface Installation {
  executablePath: string;
  env: Record<string, string>;
}

const ROOT = join(__dirname, '..');

/** Root in a container, no graphics card, no network: nothing here may wait for any of them. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
    const base = process.env[name];
    return base === undefined ? [] : [join(base, 'Google', 'Chrome', 'Application', 'chrome.exe')];
  }),
];

/**
 * Starts a headless browser: CHROME_PATH, else one installed in a usual place, else the one that came
 * with `npm ci`. `CHROME_PATH=bundled` asks for the last. The caller closes it.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const found = findBrowser();
  const launch = () =>
    chromium.launch({
      headless: true,
      ...options,
      executablePath: found.executablePath,
      args: [...FLAGS, ...(options.args ?? [])],
      env: { ...currentEnvironment(), ...found.env },
    });
  // On a busy machine the browser's own start dies now and then, of a race in it: once in some fifteen times.
  return launch().catch(launch).catch(launch);
}

function findBrowser(): Installation {
  const wanted = process.env['CHROME_PATH'];
  if (wanted === 'bundled') return bundledBrowser();
  if (wanted !== undefined && wanted !== '') {
    if (!existsSync(wanted)) throw new Error(`CHROME_PATH names no file: ${wanted}`);
    return { executablePath: wanted, env: {} };
  }
  const installed = USUAL_PLACES.find((path) => existsSync(path));
  return installed === undefined ? bundledBrowser() : { executablePath: installed, env: {} };
}

/**
 * The npm package carries the browser and the shared libraries it needs, compressed. It unpacks the
 * libraries only where it takes the machine for its own cloud, and into the temporary directory; so a
 * process of its own, with both said in its environment, unpacks once to the project's cache.
 */
function bundledBrowser(): Installation {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium found. Install one, or set CHROME_PATH.');
  }
  const cache = join(ROOT, '.local', 'cache');
  const home = join(cache, `chromium-${bundledVersion()}`);
  if (!existsSync(home)) unpackBundled(cache, home);
  return {
    executablePath: join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(delimiter),
      FONTCONFIG_PATH: join(home, 'fonts'),
    },
  };
}

function bundledVersion(): string {
  const manifest = join(ROOT, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** The package's own list of font folders names those of its cloud; without any font, text has no size. */
const FONT_FOLDERS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Unpacks beside its final place and renames, so that two starting at once never see half a browser. */
function unpackBundled(cache: string, home: string): void {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'unpacking-'));
  const script =
    "require('@sparticuz/chromium').executablePath().then(undefined, (e) => { console.error(e); process.exit(1); })";
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`The bundled browser could not be unpacked: ${stderr}`);
  }
  writeFileSync(join(draft, 'fonts', 'fonts.conf'), FONT_FOLDERS);
  try {
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

function currentEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}

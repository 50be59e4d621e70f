import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
/** Inside the project, so that what looks for a folder above it finds the same. */
const COPY = join(ROOT, '.local/howto');
const TYPES = '.local/tsc/root.json';
const page = readFileSync(join(ROOT, 'docs/howto/add-an-action.md'), 'utf8');

interface Step {
  readonly kind: string;
  readonly file: string;
  readonly lines: readonly string[];
}

/** Each block of code that names a file. */
const steps: readonly Step[] = [...page.matchAll(/^```(diff|ts) (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, kind = '', file = '', body = '']) => ({ kind, file, lines: body.replace(/\n$/, '').split('\n') }),
);

function copyProject(): void {
  rmSync(COPY, { recursive: true, force: true });
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
  });
  for (const file of files.toString().split('\0')) {
    if (file === '' || file.startsWith('docs/')) continue;
    mkdirSync(dirname(join(COPY, file)), { recursive: true });
    cpSync(join(ROOT, file), join(COPY, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
  // What has been found out about the types of what is the same.
  const known = join(ROOT, TYPES);
  if (existsSync(known)) cpSync(known, join(COPY, TYPES), { recursive: true });
}

/** A step that no longer fits where it says fails here: the how-to has to follow the code. */
function apply({ kind, file, lines }: Step): void {
  const path = join(COPY, file);
  if (kind === 'ts') return writeFileSync(path, `${lines.join('\n')}\n`);
  const side = (other: string) =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const parts = readFileSync(path, 'utf8').split(side('+'));
  if (parts.length !== 2) throw new Error(`${file} has this ${parts.length - 1} times:\n${side('+')}`);
  writeFileSync(path, parts.join(side('-')));
}

/** What it says where it fails is what one reads in the test's. */
function run(program: 'npx' | 'npm', ...words: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: COPY, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')}\n${stdout}${stderr}`);
}

describe('the way to add an action', () => {
  beforeAll(copyProject);
  afterAll(() => rmSync(COPY, { recursive: true, force: true }));

  it('fits the code as it is, step by step, in its formatting', () => {
    expect(steps.length).toBeGreaterThan(8);
    for (const step of steps) apply(step);
    run('npx', 'prettier', '--check', ...new Set(steps.map(({ file }) => file)));
  });

  it('compiles, and its tests are green', () => {
    run('npm', 'run', 'tsc', '--', '-p', '.');
    run('npx', 'jest', '--selectProjects', 'domain', 'functions', '--', 'greeting', 'domain/contract');
  }, 600_000);
});

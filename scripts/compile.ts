/** `npm run compile`: what WeChat's compiler says of the mini-program, offline, and how big each package is. */
import { getCompiledResult } from 'miniprogram-ci';
import { offlineProject, stageMiniprogram } from './official';
import { brokenRequires, packageSizes, type CompiledFiles, type PackageSize } from './package-check';

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

async function compile(): Promise<CompiledFiles> {
  const staged = await stageMiniprogram();
  try {
    return await quietly(() =>
      getCompiledResult({
        project: offlineProject(staged.path),
        version: '0.0.0',
        setting: { useProjectConfig: true },
        onProgressUpdate: noteWarning,
      }),
    );
  } finally {
    staged.remove();
  }
}

/** The tool chats about its processes and the server it cannot reach: heard only when it fails. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log, info, warn, debug } = console;
  const heard: string[] = [];
  const listen = (...words: unknown[]) => void heard.push(words.map(String).join(' '));
  Object.assign(console, { log: listen, info: listen, warn: listen, debug: listen });
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`${heard.join('\n')}\n`);
    throw error;
  } finally {
    Object.assign(console, { log, info, warn, debug });
  }
}

const warnings: string[] = [];

/** Keeps what the compiler warns of; of the files it leaves out as unused, only our own are news. */
function noteWarning(task: { status: string; message: string } | string): void {
  if (typeof task === 'string' || task.status !== 'warn') return;
  const [, list] = /^Ignored by code analyzer: (.*)$/s.exec(task.message) ?? [];
  if (list === undefined) {
    warnings.push(task.message.slice(0, 500));
    return;
  }
  const unused = list.split(',').filter((path) => !/miniprogram_npm\/|\.d\.ts$|tsconfig\.json$/.test(path));
  if (unused.length > 0) warnings.push(`Used by no page, left out: ${unused.join(', ')}`);
}

function printSizes(sizes: readonly PackageSize[]): void {
  console.table(
    sizes.map(({ name, files, bytes, limit }) => ({
      package: name,
      files,
      size: kilobytes(bytes),
      limit: kilobytes(limit),
      used: `${((bytes / limit) * 100).toFixed(0)} %`,
    })),
  );
}

async function main(): Promise<void> {
  const files = await compile();
  const sizes = packageSizes(files);
  for (const warning of warnings) console.log(warning);
  printSizes(sizes);
  const faults = [
    ...sizes.filter(({ bytes, limit }) => bytes > limit).map(({ name }) => `${name} is over its limit`),
    ...brokenRequires(files),
  ];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) throw new Error(`${String(faults.length)} fault(s) in the compiled mini-program`);
}

// The compiler leaves worker processes behind that would keep this one alive.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    // The compiler names the file beside its message.
    const { path = '' } = error as { path?: string };
    console.error(path, error instanceof Error ? error.message : error);
    process.exit(1);
  },
);

/**
 * Loads a function's code with what an earlier process has compiled of it: compiling is nearly half of what a process
 * costs to start, and tests start hundreds with the same code. A laptop's matter; the code itself runs as it would.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { constants, Script } from 'node:vm';

/** In bytes of source; what is smaller compiles faster than what was kept of it can be read. */
const WORTH_KEEPING = 100_000;
const HEAD = '(function (exports, require, module, __filename, __dirname) { ';
const TAIL = '\n})';
const HASH_BYTES = 32;

const sha = (content: string | Buffer) => createHash('sha256').update(content).digest();

interface Loaded {
  readonly exports: unknown;
  /** To be called once the code has run, so that what it uses is compiled. */
  readonly keepCompiled: () => void;
}

/** What the kept file holds for just this source. */
function keptFor(kept: string, source: Buffer): Buffer | undefined {
  try {
    const content = readFileSync(kept);
    return content.subarray(0, HASH_BYTES).equals(sha(source)) ? content.subarray(HASH_BYTES) : undefined;
  } catch {
    return undefined;
  }
}

/** Of each file of code the last build is kept, in one file of the folder. */
export function loadCompiled(file: string, folder: string): Loaded {
  const source = readFileSync(file);
  const require = createRequire(file);
  if (source.byteLength < WORTH_KEEPING) return { exports: require(file), keepCompiled: () => undefined };
  const kept = join(folder, `compiled-${sha(file).toString('hex').slice(0, 16)}`);
  const cachedData = keptFor(kept, source);
  const script = new Script(HEAD + source.toString() + TAIL, {
    filename: file,
    // Places in the code stay as they are in the file.
    columnOffset: -HEAD.length,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} as unknown };
  const run = script.runInThisContext() as (...given: unknown[]) => void;
  run.call(module.exports, module.exports, require, module, file, dirname(file));
  const fresh = cachedData !== undefined && script.cachedDataRejected !== true;
  return {
    exports: module.exports,
    keepCompiled: () => {
      if (!fresh) replace(kept, Buffer.concat([sha(source), script.createCachedData()]));
    },
  };
}

/** Another process may be reading it, or writing its own. What cannot be kept is compiled again. */
function replace(file: string, content: Buffer): void {
  const part = `${file}.${String(process.pid)}`;
  try {
    writeFileSync(part, content);
    renameSync(part, file);
  } catch {
    rmSync(part, { force: true });
  }
}

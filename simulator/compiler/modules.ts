/** Scripts of the app as WeChat runs them: one CommonJS module a file, each on its own. */
import { readFile } from 'node:fs/promises';

import { transform } from 'esbuild';
import type { TransformFailure } from 'esbuild';

import { modifiedAt } from './layout';
import type { CompileError } from './types';

interface Module {
  modified: number;
  code: string;
  error: CompileError | undefined;
}

/**
 * What a browser has and the logic layer of WeChat does not. `global` is there one object that all scripts share, apart
 * from the names they see.
 */
export const GLOBALS: Readonly<Record<string, string>> = {
  global: '__simulator__.global',
  ...Object.fromEntries(
    [
      'window',
      'document',
      'frames',
      'self',
      'location',
      'navigator',
      'history',
      'screen',
      'localStorage',
      'sessionStorage',
      'indexedDB',
      'caches',
      'alert',
      'confirm',
      'prompt',
      'XMLHttpRequest',
      'WebSocket',
      'fetch',
    ].map((name) => [name, 'undefined']),
  ),
};

/** Converts files one by one and keeps what has not changed. A file that does not parse throws when it is required. */
export class Modules {
  private readonly known = new Map<string, Module>();

  constructor(private readonly nameOf: (file: string) => string) {}

  async load(file: string): Promise<Module> {
    const modified = modifiedAt(file);
    const before = this.known.get(file);
    if (before?.modified === modified) return before;
    const module = { modified, ...(await this.convert(file, await readFile(file, 'utf8'))) };
    this.known.set(file, module);
    return module;
  }

  private async convert(file: string, source: string): Promise<Pick<Module, 'code' | 'error'>> {
    try {
      const { code } = await transform(source, {
        loader: file.endsWith('.ts') ? 'ts' : 'js',
        format: 'cjs',
        target: 'es2022',
        charset: 'utf8',
        sourcemap: 'inline',
        sourcefile: file,
        logLevel: 'silent',
      });
      return { code: lateRequires(code), error: undefined };
    } catch (failure) {
      const { text, location } = (failure as Partial<TransformFailure>).errors?.[0] ?? {};
      const place = `${this.nameOf(file)}:${location?.line ?? 1}`;
      const message = text ?? String(failure);
      return { code: thrower(`${place}: ${message}`), error: { file: place, message } };
    }
  }
}

/** A module that fails as soon as it is required, and only then. */
export function thrower(message: string): string {
  return `throw new Error(${JSON.stringify(message)});`;
}

/** `require.async(path)` and `require(path, done, failed)` answer later. esbuild has put the path in double quotes. */
function lateRequires(code: string): string {
  return code.replace(
    /\brequire(?:\.async)?\(("(?:[^"\\\n]|\\.)*")(\)|,)/g,
    (all, path: string, end: string) => {
      if (all.startsWith('require(') && end === ')') return all;
      return `__simulator__.requireLate(() => require(${path})${end}`;
    },
  );
}

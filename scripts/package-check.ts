/** What must hold of a compiled mini-program that the compiler itself does not look at. */
import { posix } from 'node:path';

/** Compiled files by path, relative to the mini-program's root. */
export type CompiledFiles = Readonly<Record<string, string | Buffer>>;

export const MAIN_PACKAGE = '(main)';

const KILOBYTE = 1024;

/** WeChat refuses 2 MB. What everybody loads first is less than a quarter of it: cheap phones, slow networks. */
export const BUDGET_BYTES = { main: 450 * KILOBYTE, subpackage: 1024 * KILOBYTE } as const;

interface AppJson {
  subPackages?: { root: string }[];
  subpackages?: { root: string }[];
}

export interface PackageSize {
  name: string;
  files: number;
  bytes: number;
  limit: number;
}

/** Roots of the subpackages, each with its closing slash. */
export function subpackageRoots(files: CompiledFiles): string[] {
  const text = files['app.json'];
  if (text === undefined) throw new Error('The compiled result has no app.json.');
  const app = JSON.parse(text.toString()) as AppJson;
  return (app.subPackages ?? app.subpackages ?? []).map(({ root }) =>
    root.endsWith('/') ? root : `${root}/`,
  );
}

function packageOf(path: string, roots: readonly string[]): string {
  return roots.find((root) => path.startsWith(root)) ?? MAIN_PACKAGE;
}

export function packageSizes(files: CompiledFiles): PackageSize[] {
  const roots = subpackageRoots(files);
  return [MAIN_PACKAGE, ...roots].map((name) => {
    const own = Object.entries(files).filter(([path]) => packageOf(path, roots) === name);
    return {
      name,
      files: own.length,
      bytes: own.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0),
      limit: name === MAIN_PACKAGE ? BUDGET_BYTES.main : BUDGET_BYTES.subpackage,
    };
  });
}

/** Where a required name may lie: beside the file, or in the npm folders from there up to the root. */
function candidates(from: string, name: string): string[] {
  const folder = posix.dirname(from);
  if (name.startsWith('.')) return [posix.join(folder, name)];
  if (name.startsWith('/')) return [name.slice(1)];
  const steps = folder === '.' ? [] : folder.split('/');
  const folders = steps.map((_, index) => steps.slice(0, steps.length - index).join('/'));
  return [...folders, ''].map((base) => posix.join(base, 'miniprogram_npm', name));
}

function resolveRequire(files: CompiledFiles, from: string, name: string): string | undefined {
  return candidates(from, name)
    .flatMap((path) => [path, `${path}.js`, `${path}/index.js`])
    .find((path) => path.endsWith('.js') && files[path] !== undefined);
}

/**
 * The compiler lets a `require` of something absent pass, and one into a subpackage that may not be
 * loaded yet; both stop the page on the phone. One line of text for each.
 */
export function brokenRequires(files: CompiledFiles): string[] {
  const roots = subpackageRoots(files);
  const scripts = Object.entries(files).filter(([path]) => path.endsWith('.js'));
  return scripts.flatMap(([from, content]) =>
    [...content.toString().matchAll(/\brequire\((["'])([^"'`]+)\1\)/g)].flatMap(([, , name = '']) => {
      const target = resolveRequire(files, from, name);
      if (target === undefined) return [`${from} requires ${name}: not in the package`];
      const owner = packageOf(target, roots);
      const reachable = owner === MAIN_PACKAGE || owner === packageOf(from, roots);
      return reachable ? [] : [`${from} requires ${name}: in another subpackage, ${owner}`];
    }),
  );
}

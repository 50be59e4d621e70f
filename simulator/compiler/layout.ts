import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const NPM = 'miniprogram_npm/';

/**
 * Where things are. Paths of pages and components ("ids") have no leading slash and no extension; those of npm packages
 * start with `miniprogram_npm/`, and are read from there once "build npm" has been run; else from node_modules, as it
 * would make them.
 */
export class Layout {
  private readonly packages = new Map<string, string | undefined>();

  constructor(
    /** Folder of app.json. */
    readonly root: string,
    /** Folder that has node_modules. */
    readonly modulesRoot: string,
  ) {}

  /** The file of an id, with an extension such as `.wxml`; it need not exist. */
  file(id: string, extension: string): string {
    if (!id.startsWith(NPM)) return path.join(this.root, id + extension);
    const [name, rest] = splitPackage(id.slice(NPM.length));
    const folder = this.packageFolder(name);
    if (folder === undefined)
      throw new Error(`npm 包 ${name} 没有小程序版本 (package.json 里没有 miniprogram 字段)`);
    return path.join(folder, rest + extension);
  }

  exists(id: string, extension: string): boolean {
    return existsSync(this.file(id, extension));
  }

  /** The id that `usingComponents` of the component `from` means; undefined when there is no such component. */
  resolveComponent(target: string, from: string): string | undefined {
    return this.candidates(target, from).find((id) => this.exists(id, '.json') && this.exists(id, '.wxml'));
  }

  /** Folder with the mini-program files of an npm package; undefined when it is an ordinary package. */
  packageFolder(name: string): string | undefined {
    if (!this.packages.has(name)) this.packages.set(name, this.findPackage(name));
    return this.packages.get(name);
  }

  /** Whether a script is made for mini-programs: the app's own, or of a package of components. */
  isMiniProgram(file: string): boolean {
    if (!file.includes(`${path.sep}node_modules${path.sep}`)) return true;
    return [...this.packages.values()].some((folder) => folder !== undefined && file.startsWith(folder));
  }

  private candidates(target: string, from: string): string[] {
    const found: string[] = [];
    if (target.startsWith('/')) found.push(target.slice(1));
    else {
      found.push(path.posix.join(path.posix.dirname(from), target));
      if (!target.startsWith('.')) found.push(...this.npmCandidates(target, from));
    }
    return found.flatMap((id) => [id, `${id}/index`]).filter((id) => !id.startsWith('..'));
  }

  private npmCandidates(target: string, from: string): string[] {
    const [name] = splitPackage(target);
    const own = from.startsWith(NPM) ? [splitPackage(from.slice(NPM.length))[0]] : [];
    return [name, ...own].some((candidate) => this.packageFolder(candidate) !== undefined)
      ? [NPM + target]
      : [];
  }

  private findPackage(name: string): string | undefined {
    const built = path.join(this.root, NPM, name);
    if (existsSync(built)) return built;
    const folder = path.join(this.modulesRoot, 'node_modules', name);
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) return undefined;
    const { miniprogram } = JSON.parse(readFileSync(manifest, 'utf8')) as { miniprogram?: string };
    return miniprogram === undefined ? undefined : path.join(folder, miniprogram);
  }
}

/** `@scope/name/rest` or `name/rest` into name and rest. */
export function splitPackage(specifier: string): [name: string, rest: string] {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return [parts.slice(0, length).join('/'), parts.slice(length).join('/')];
}

/** The absolute id of something written in the file of `from`. */
export function resolveId(target: string, from: string): string {
  return target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(from), target);
}

export function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

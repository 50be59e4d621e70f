/**
 * WeChat's own build tool (miniprogram-ci) over a copy of the mini-program: the copy holds still while
 * the working tree changes, and the tool never walks node_modules or local data.
 */
import { cpSync, mkdtempSync, rmSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Project, proxy } from 'miniprogram-ci';
import { buildNpm } from './build-npm';

/** Nothing listens on the discard port: what the tool still asks of its server fails at once. */
const NOWHERE = 'http://127.0.0.1:9';

const ROOT = resolve(__dirname, '..');

/** What the server would say of an ordinary account; with it the compiler needs no network. Sizes in MB. */
const ORDINARY_ACCOUNT = {
  platform: false,
  appType: 0,
  isSandbox: false,
  released: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 20,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxCustomTabbarCount: 10,
    MaxTabbarIconSize: 40,
  },
};

export interface Staged {
  /** The folder the tool works on. */
  path: string;
  remove: () => void;
}

/** Copies what ships, its npm packages built, to a temporary folder. */
export async function stageMiniprogram(): Promise<Staged> {
  await buildNpm();
  const path = mkdtempSync(join(tmpdir(), 'miniprogram-'));
  cpSync(join(ROOT, 'miniprogram'), join(path, 'miniprogram'), { recursive: true });
  for (const name of ['project.config.json', 'package.json'])
    copyFileSync(join(ROOT, name), join(path, name));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The project as an account that exists: its upload key is asked for, and WeChat's server answers. */
export function accountProject(path: string, appid: string, privateKeyPath: string): Project {
  return new Project({ type: 'miniProgram', projectPath: path, appid, privateKeyPath });
}

/** The project for compiling only: no account, no key, no network. */
export function offlineProject(path: string): Project {
  proxy(NOWHERE);
  const options = {
    type: 'miniProgram' as const,
    projectPath: path,
    appid: 'wx0000000000000000',
    privateKey: 'not needed offline',
    // The tool asks this function, where there is one, instead of the server.
    attr: () => Promise.resolve(ORDINARY_ACCOUNT),
  };
  return new Project(options);
}

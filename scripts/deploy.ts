/**
 * Puts the system into a WeChat account: the functions, their timers, the mini-program as a development
 * version, and the list of what this cannot set: collections and indexes among it are made by hand.
 *
 *   npm run deploy -- --appid wx… --key private.wx….key --env <environment id> [--version 1.2.3]
 *   npm run deploy -- --list        prints collections, indexes and settings; needs no account
 *
 * WX_APPID, WX_UPLOAD_KEY and WX_CLOUD_ENV stand in for the first three. ID_KEY and ID_HASH_KEY come from the
 * environment only (scripts/deploy-keys.ts): keep them safe, without them no ID number can be read or found
 * again. The upload key is made in the account's
 * 开发管理 → 开发设置 → 小程序代码上传; the uploader's address must be on the list there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cloud, upload, type Project } from 'miniprogram-ci';
import { pushes } from '../cloudfunctions/pushes';
import { schema, type Collection, type Index } from '../cloudfunctions/schema';
import { triggerFault } from '../emulator/functions/config';
import { buildFunctions, buildVersion } from './build-functions';
import { KEY_HOLDERS, keyFaults, setKeys, type Keys } from './deploy-keys';
import { accountProject, stageMiniprogram } from './official';

const BUILT = resolve(__dirname, '..', 'dist', 'cloudfunctions');
const RUNTIME = 'Nodejs18.15';

export interface Target {
  readonly appid: string;
  readonly key: string;
  readonly env: string;
}

type Wanted = { readonly [K in keyof Target]?: string | undefined };

/** Every fault at once, in words; empty when the target can be used. */
export function targetFaults({ appid, key, env }: Wanted): string[] {
  const faults: string[] = [];
  if (appid === undefined) faults.push('No app id: --appid or WX_APPID.');
  else if (!/^wx[0-9a-f]{16}$/.test(appid) || /^wx0+$/.test(appid)) faults.push(`Not an app id: ${appid}`);
  if (key === undefined) faults.push('No upload key: --key or WX_UPLOAD_KEY, the path of the file.');
  else if (!existsSync(key)) faults.push(`The upload key is not there: ${key}`);
  if (env === undefined || env === '') faults.push('No cloud environment: --env or WX_CLOUD_ENV.');
  return faults;
}

interface FunctionConfig {
  readonly timeout: number;
  readonly memorySize: number;
  readonly permissions: { readonly openapi: readonly string[] };
  readonly triggers?: { name: string; type: string; config: string }[];
}

function configOf(folder: string): FunctionConfig {
  return JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as FunctionConfig;
}

/** Of built functions, what the cloud would not take: found before anything is uploaded. */
export function functionFaults(built: string, names: readonly string[]): string[] {
  return names.flatMap((name) => triggerFault(name, configOf(join(built, name)).triggers ?? []) ?? []);
}

const kinds = { '1': 'ascending', '-1': 'descending', geo: '2dsphere' } as const;

function indexLine({ name, keys, ...flags }: Index): string {
  const fields = keys.map(([path, kind]) => `${path} ${kinds[kind]}`).join(', ');
  return `    ${name}: ${fields}${flags.unique ? ' · unique' : ''}${flags.sparse ? ' · better sparse' : ''}`;
}

/** Collections with their indexes, as the console asks for them. */
export function collectionLines(collections: readonly Collection[]): string[] {
  return collections.flatMap(({ name, indexes }) => [
    `  ${name} · clients may neither read nor write`,
    ...indexes.map(indexLine),
  ]);
}

const CONSOLE_WORK = `
In the cloud console, once, and again when it changes:
Collections
  Their indexes are made by hand, before the first call. The console can make them all; those that are better sparse it
  makes larger than need be, and UpdateTable of Tencent Cloud can make them so (MgoIsSparse).`;

function printConsoleWork(names: readonly string[]): void {
  console.log(CONSOLE_WORK);
  for (const line of collectionLines(schema)) console.log(line);
  console.log('Storage\n  everybody may read, only who has put a file there may write it');
  console.log('Messages that WeChat pushes, mode: cloud function');
  for (const { type, event, fn } of pushes) console.log(`  ${type} ${event} → ${fn}`);
  console.log('Functions');
  for (const name of names) {
    const { timeout, memorySize, permissions } = configOf(join(BUILT, name));
    const openapi = permissions.openapi.join(', ');
    const keys = KEY_HOLDERS.includes(name) ? ', with ID_KEY and ID_HASH_KEY' : '';
    console.log(
      `  ${name}: ${RUNTIME}, ${String(memorySize)} MB, time-out ${String(timeout)} s, openapi: ${openapi}${keys}`,
    );
  }
}

async function deployFunction(project: Project, env: string, name: string, keys: Keys): Promise<void> {
  const path = join(BUILT, name);
  await cloud.uploadFunction({ project, env, name, path, remoteNpmInstall: false });
  if (KEY_HOLDERS.includes(name)) await setKeys(project, env, name, keys);
  const { triggers: triggersConfig = [] } = configOf(path);
  if (triggersConfig.length === 0) return;
  const answer = await cloud.createTimeTrigger({ project, envId: env, functionName: name, triggersConfig });
  // The tool says a failure here in a sentence, too.
  if (answer !== '创建定时触发器成功') throw new Error(`Timers of ${name}: ${answer}`);
}

/** Functions first: new pages must never meet old functions. */
async function deploy(
  { appid, key, env }: Target,
  keys: Keys,
  version: string,
  names: readonly string[],
): Promise<void> {
  const staged = await stageMiniprogram();
  try {
    const project = accountProject(staged.path, appid, key);
    for (const name of names) await deployFunction(project, env, name, keys);
    await upload({
      project,
      version,
      desc: buildVersion(),
      setting: { useProjectConfig: true },
      onProgressUpdate: () => undefined,
    });
    console.log(
      `Uploaded ${version} (${buildVersion()}) to ${appid}. Choose it as the trial version to try it.`,
    );
  } finally {
    staged.remove();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      appid: { type: 'string' },
      key: { type: 'string' },
      env: { type: 'string' },
      version: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  });
  const wanted: Wanted = {
    appid: values.appid ?? process.env['WX_APPID'],
    key: values.key ?? process.env['WX_UPLOAD_KEY'],
    env: values.env ?? process.env['WX_CLOUD_ENV'],
  };
  const faults = values.list ? [] : [...targetFaults(wanted), ...keyFaults(process.env)];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const names = (await buildFunctions()).built.map(({ name }) => name);
  const unfit = functionFaults(BUILT, names);
  if (unfit.length > 0) throw new Error(unfit.join('\n'));
  if (!values.list) {
    const version = values.version ?? buildVersion().split('+')[0] ?? '';
    // Without faults, nothing of it is missing.
    await deploy(wanted as Target, process.env as unknown as Keys, version, names);
  }
  printConsoleWork(names);
}

if (require.main === module) {
  // The upload tool may leave worker processes behind that would keep this one alive.
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}

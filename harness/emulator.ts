import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { cloudConfig } from '../cloud.config';
import type { Emulator } from '../emulator/emulator';
import { startEmulator, type EmulatorOptions } from '../emulator/index';
import { CALL_ERRORS } from '../emulator/functions/protocol';
import { buildFunctions, type BuildFunctionsOptions } from '../scripts/build-functions';

export interface CallAnswer<T> {
  result?: T;
  errCode?: number;
  errMsg: string;
  requestID: string;
}

export interface TestEmulator extends Emulator {
  /** As wx.cloud.callFunction of this person; without an openid as the system. Goes over HTTP. */
  call<T>(name: string, event: Record<string, unknown>, openid?: string): Promise<CallAnswer<T>>;
  /** What arrived on the log: what functions printed, and the emulator's own warnings. */
  readonly lines: string[];
}

/** Of the project's own cloud, unless another schema, pushes, variables or functions are named. */
export interface TestOptions extends Omit<Partial<EmulatorOptions>, 'log'> {
  /** Functions other than the project's own, by where their sources are. */
  build?: Pick<BuildFunctionsOptions, 'source' | 'names'>;
}

const LOCAL = resolve(__dirname, '../.local/test-functions');
const built = new Map<string, Promise<string>>();

/**
 * The functions of these sources, built once for this process, apart from dist which others may be reading. The
 * project's own may have been built for the whole run: see build.ts.
 */
export function builtFunctions(build: TestOptions['build'] = {}): Promise<string> {
  const ready = process.env['TEST_FUNCTIONS'];
  if (ready !== undefined && build.source === undefined) return Promise.resolve(ready);
  const key = createHash('sha256').update(JSON.stringify(build)).digest('hex').slice(0, 8);
  const target = join(LOCAL, key);
  const known = built.get(key) ?? buildFunctions({ ...build, target }).then(() => target);
  built.set(key, known);
  return known;
}

/** Set where the tests run as on another day: machine-environment.ts. */
declare const machineSkewMs: number | undefined;

/** How much slower than the cloud a machine that runs other tests too may be. */
const PATIENCE = 5;

/**
 * In this process, on a free port, in memory unless told otherwise, with timers only on request, and with indexes as
 * WeChat's console makes them: what works so works with sparse ones.
 */
export async function startTestEmulator(options: TestOptions = {}): Promise<TestEmulator> {
  const { build, ...rest } = options;
  const lines: string[] = [];
  const functions = options.functions ?? (await builtFunctions(build));
  const emulator = await startEmulator({
    ...cloudConfig,
    timers: false,
    sparse: false,
    timeoutFactor: PATIENCE,
    skewMs: typeof machineSkewMs === 'number' ? machineSkewMs : 0,
    ...rest,
    functions,
    log: (line) => lines.push(line),
  });
  const call = async <T>(name: string, event: Record<string, unknown>, openid?: string) =>
    callOver<T>(emulator.url, name, event, openid);
  return Object.assign(emulator, { lines, call });
}

export async function callOver<T>(
  url: string,
  name: string,
  event: Record<string, unknown>,
  openid?: string,
): Promise<CallAnswer<T>> {
  const response = await fetch(`${url}/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(openid !== undefined && { 'x-wx-openid': openid }) },
    body: JSON.stringify(event),
  });
  return (await response.json()) as CallAnswer<T>;
}

export const ERROR_CODES = {
  notFound: CALL_ERRORS.notFound.errCode,
  tooLarge: CALL_ERRORS.tooLarge.errCode,
  answerTooLarge: CALL_ERRORS.answerTooLarge.errCode,
  failed: CALL_ERRORS.failed.errCode,
  timedOut: CALL_ERRORS.timedOut.errCode,
};

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isFields, textOf } from '../values';

export interface Trigger {
  readonly name: string;
  /** Seven fields, Asia/Shanghai. */
  readonly cron: string;
}

export interface FunctionConfig {
  readonly name: string;
  readonly file: string;
  /** Changes when the code is built anew. */
  readonly version: string;
  readonly timeoutMs: number;
  readonly memory: number;
  readonly triggers: readonly Trigger[];
  /** Why the cloud would not take it. */
  readonly fault: string | null;
  readonly openapi: ReadonlySet<string>;
}

const DEFAULT_TIMEOUT_SECONDS = 3;
const MAX_TIMEOUT_SECONDS = 60;

function readConfig(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  const value: unknown = JSON.parse(text);
  return isFields(value) ? value : {};
}

function triggersOf(config: Record<string, unknown>): Trigger[] {
  const triggers = Array.isArray(config['triggers']) ? config['triggers'] : [];
  return triggers.filter(isFields).flatMap((trigger) => {
    const name = textOf(trigger, 'name');
    const cron = textOf(trigger, 'config');
    return name && cron && trigger['type'] === 'timer' ? [{ name, cron }] : [];
  });
}

/** CloudBase takes one timer trigger a function; what becomes of more is not documented. */
export function triggerFault(name: string, triggers: readonly { readonly name: string }[]): string | null {
  if (triggers.length <= 1) return null;
  const names = triggers.map((trigger) => trigger.name).join(', ');
  return `${name} has ${String(triggers.length)} timer triggers (${names}): the cloud takes one a function`;
}

function openapiOf(config: Record<string, unknown>): ReadonlySet<string> {
  const permissions = config['permissions'];
  const names = isFields(permissions) && Array.isArray(permissions['openapi']) ? permissions['openapi'] : [];
  return new Set(names.filter((name) => typeof name === 'string'));
}

/** The functions built into a directory, read anew each time because they are rebuilt while it runs. */
export class FunctionDirectory {
  private readonly known = new Map<string, FunctionConfig>();

  constructor(readonly path: string) {}

  names(): string[] {
    try {
      return readdirSync(this.path).filter((name) => this.find(name) !== undefined);
    } catch {
      return [];
    }
  }

  find(name: string): FunctionConfig | undefined {
    if (!/^[A-Za-z][\w-]*$/.test(name)) return undefined;
    const file = join(this.path, name, 'index.js');
    const configFile = join(this.path, name, 'config.json');
    const code = statSync(file, { throwIfNoEntry: false });
    if (!code) return undefined;
    const settings = statSync(configFile, { throwIfNoEntry: false });
    const version = `${String(code.mtimeMs)}.${String(code.size)}.${String(settings?.mtimeMs)}`;
    const before = this.known.get(name);
    if (before?.version === version) return before;
    const config = readConfig(configFile);
    const triggers = triggersOf(config);
    const timeout = Number(config['timeout']) || DEFAULT_TIMEOUT_SECONDS;
    const found: FunctionConfig = {
      name,
      file,
      version,
      timeoutMs: Math.min(timeout, MAX_TIMEOUT_SECONDS) * 1000,
      memory: Number(config['memorySize']) || 256,
      triggers,
      fault: triggerFault(name, triggers),
      openapi: openapiOf(config),
    };
    this.known.set(name, found);
    return found;
  }
}

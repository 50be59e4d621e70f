import { delimiter } from 'node:path';
import type { Clock } from '../clock';
import { LIMITS } from '../limits';
import type { Invocation, Metrics } from '../metrics';
import type { FunctionConfig, FunctionDirectory } from './config';
import type { RunResult } from './instance';
import { Pool, type Call } from './pool';
import type { Outcome } from './protocol';
import { workerFile } from './worker-file';

export const ENVIRONMENT_ID = 'local-0';
export const APP_ID = 'wx0000000000000000';

export interface CallRequest {
  readonly name: string;
  readonly event: Record<string, unknown>;
  /** Who calls; absent for the system (a timer, the console, another function). */
  readonly openid?: string | undefined;
  /** Where the phone calls from, as the cloud sees it. */
  readonly address?: string | undefined;
  readonly source?: 'wx_client' | 'wx_trigger' | 'scf' | 'wx_unknown';
}

interface Services {
  readonly directory: FunctionDirectory;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly instances: number;
  readonly timeoutFactor: number;
  readonly isRefusal: (answer: string) => boolean;
  /** Variables that in the cloud are set for the functions by whoever deploys them. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the SDK finds the gateway. */
  readonly gatewayUrl: () => string;
  /** Told of each invocation that is over. */
  readonly over: (invocation: string) => void;
  readonly log: (line: string) => void;
}

/**
 * Where a function finds modules that do not lie with it: in layers, which the cloud unpacks below /opt. On a laptop
 * whoever starts the emulator says in its NODE_PATH where the layers are.
 */
function modulePath(): string {
  const given = (process.env['NODE_PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...given, '/opt', '/opt/node_modules'].join(delimiter);
}

function checkVariables(variables: Services['variables']): void {
  const size = Object.entries(variables).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  if (size > LIMITS.environment)
    throw new Error(`variables of ${String(size)} bytes, ${String(LIMITS.environment)} allowed`);
}

/** Runs functions as the cloud does: in instances that take one call at a time. */
export class Runner {
  private readonly pools = new Map<string, Pool>();
  private closed = false;

  constructor(private readonly services: Services) {
    checkVariables(services.variables);
  }

  async call(request: CallRequest): Promise<Outcome> {
    const config = this.services.directory.find(request.name);
    const invocation = this.services.metrics.begin(request.name, request.event, request.openid);
    const outcome = await this.answer(config, request, invocation);
    const timedOut = !outcome.ok && outcome.kind === 'timedOut';
    const refused = outcome.ok && this.services.isRefusal(outcome.result);
    this.services.metrics.end(invocation, { ok: outcome.ok, timedOut, refused });
    this.services.over(invocation.id);
    return outcome;
  }

  /** Kills one instance as kill -9 does. @returns the function it held, null when there was none. */
  killOne(random: () => number = Math.random): string | null {
    const live = [...this.pools.values()].flatMap((pool) => pool.live());
    const victim = live[Math.floor(random() * live.length)];
    if (!victim) return null;
    this.services.metrics.killed(victim.config.name);
    victim.kill();
    return victim.config.name;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
  }

  private async answer(
    config: FunctionConfig | undefined,
    request: CallRequest,
    { id }: Invocation,
  ): Promise<Outcome> {
    const refuse = (kind: Extract<Outcome, { ok: false }>['kind'], message: string): Outcome => {
      this.services.log(`${request.name}: ${message}`);
      return { ok: false, requestId: id, kind, message };
    };
    if (!config || this.closed) return refuse('notFound', `there is no function ${request.name}`);
    if (config.fault !== null) return refuse('failed', config.fault);
    const size = Buffer.byteLength(JSON.stringify(request.event));
    const limit = request.openid === undefined ? LIMITS.payload : LIMITS.phone;
    if (size > limit)
      return refuse('tooLarge', `an event of ${String(size)} bytes, ${String(limit)} allowed`);
    const result = await this.pool(config.name).run(() => this.callFor(config, request, id));
    return this.outcome(config, result, request, id, refuse);
  }

  private outcome(
    config: FunctionConfig,
    result: RunResult,
    { openid }: CallRequest,
    requestId: string,
    refuse: (kind: Extract<Outcome, { ok: false }>['kind'], message: string) => Outcome,
  ): Outcome {
    if (result.kind === 'failed') return refuse('failed', result.error);
    if (result.kind === 'died') return refuse('failed', 'the instance died');
    if (result.kind === 'timedOut') {
      return refuse('timedOut', `Invoking task timed out after ${String(config.timeoutMs / 1000)} seconds`);
    }
    const size = Buffer.byteLength(result.result);
    if (openid !== undefined && size > LIMITS.phone)
      return refuse(
        'answerTooLarge',
        `response size exceeded: ${String(size)} bytes, ${String(LIMITS.phone)} allowed`,
      );
    if (size > LIMITS.payload) return refuse('failed', 'the result is larger than 6 MB');
    return { ok: true, requestId, result: result.result };
  }

  private callFor(config: FunctionConfig, { event, openid, address, source }: CallRequest, id: string): Call {
    return {
      type: 'call',
      id,
      // The cloud adds userInfo to what a phone sends.
      event: openid === undefined ? event : { ...event, userInfo: { openId: openid, appId: APP_ID } },
      context: {
        request_id: id,
        function_name: config.name,
        memory_limit_in_mb: config.memory,
        time_limit_in_ms: config.timeoutMs,
        function_version: '$LATEST',
        namespace: ENVIRONMENT_ID,
      },
      offset: this.services.clock.offsetFromMachineMs,
      environment: {
        TENCENTCLOUD_SESSIONTOKEN: id,
        WX_OPENID: openid ?? null,
        WX_CLIENTIP: address ?? null,
        WX_APPID: APP_ID,
        TCB_SOURCE: source ?? (openid === undefined ? null : 'wx_client'),
      },
    };
  }

  private pool(name: string): Pool {
    const known = this.pools.get(name);
    if (known) return known;
    const { directory, clock, metrics, instances, timeoutFactor, log } = this.services;
    const pool = new Pool({
      maximum: instances,
      config: () => directory.find(name),
      instance: () => ({
        workerFile: workerFile(),
        environment: this.environment(name),
        offsetMs: clock.offsetFromMachineMs,
        timeoutFactor,
        log,
      }),
      onColdStart: () => metrics.coldStart(name),
    });
    this.pools.set(name, pool);
    return pool;
  }

  /** Nothing of the host's environment but where programs and layers are: a function sees what the cloud gives it. */
  private environment(name: string): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      NODE_PATH: modulePath(),
      TZ: 'UTC',
      TENCENTCLOUD_RUNENV: 'SCF',
      TENCENTCLOUD_REGION: 'ap-shanghai',
      TENCENTCLOUD_SECRETID: 'local',
      TENCENTCLOUD_SECRETKEY: 'local',
      SCF_NAMESPACE: ENVIRONMENT_ID,
      SCF_FUNCTIONNAME: name,
      TCB_ENV: ENVIRONMENT_ID,
      TCB_CONTEXT_CNFG: JSON.stringify({ URL: this.services.gatewayUrl() }),
      WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_CLIENTIP',
      WX_APPID: APP_ID,
      ...this.services.variables,
    };
  }
}

import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import { TestEnvironment } from 'jest-environment-node';

/** Runs test files as on a machine in the time zone, and on the day, that the jest project names. */
export default class MachineEnvironment extends TestEnvironment {
  private readonly before = process.env.TZ;

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    const { timeZone, machineNow } = config.projectConfig.testEnvironmentOptions;
    if (typeof timeZone !== 'string') throw new Error('the project names no time zone');
    // Node reads a change of TZ at once, for every context of the process.
    process.env.TZ = timeZone;
    this.global.timeZoneOfTests = timeZone;
    if (typeof machineNow === 'string') this.setClock(Date.parse(machineNow));
  }

  override async teardown(): Promise<void> {
    if (this.before === undefined) delete process.env.TZ;
    else process.env.TZ = this.before;
    await super.teardown();
  }

  /** The clock runs on from there. */
  private setClock(machineNow: number): void {
    const { Date: RealDate } = this.global;
    const offset = machineNow - RealDate.now();
    this.global.machineSkewMs = offset;
    const now = (): number => RealDate.now() + offset;
    this.global.Date = new Proxy(RealDate, {
      construct: (target, args: unknown[], newTarget) =>
        Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
      apply: () => new RealDate(now()).toString(),
      get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
    });
  }
}

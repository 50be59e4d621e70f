import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import { TestEnvironment } from 'jest-environment-node';

/** Runs test files as on a machine in the time zone that the jest project names. */
export default class ZoneEnvironment extends TestEnvironment {
  private readonly before = process.env.TZ;

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    const { timeZone } = config.projectConfig.testEnvironmentOptions;
    if (typeof timeZone !== 'string') throw new Error('the project names no time zone');
    // Node reads a change of TZ at once, for every context of the process.
    process.env.TZ = timeZone;
    this.global.timeZoneOfTests = timeZone;
  }

  override async teardown(): Promise<void> {
    if (this.before === undefined) delete process.env.TZ;
    else process.env.TZ = this.before;
    await super.teardown();
  }
}

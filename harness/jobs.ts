import type { Output } from '#domain/contract';
import type { SweepName } from '#domain/contract/system';
import type { World } from './world';

/** What the system does by itself, done now: each of these is the sweeps that belong together in a test. */
export class Jobs {
  constructor(private readonly world: Pick<World, 'did'>) {}

  /** Whatever is due, as the timer does it. */
  async tick(): Promise<Output<'jobs.tick'>['swept']> {
    return (await this.world.did(null, 'jobs.tick', {})).swept;
  }

  close() {
    const sweeps = ['closeStays', 'endSlots', 'endActivities', 'fileActivities'] as const;
    return this.counted(sweeps, ['attendances', 'slots', 'activities', 'filed']);
  }

  repair() {
    const sweeps = ['lapse', 'partTeams', 'tellSignedUp', 'tellParted', 'repair'] as const;
    return this.counted(sweeps, ['slots', 'repaired', 'promoted', 'lapsed', 'told']);
  }

  escalate() {
    const sweeps = ['tellHours', 'tellCases', 'remindOfHours', 'raiseCases'] as const;
    return this.counted(sweeps, ['told', 'reminded', 'risen']);
  }

  count() {
    return this.counted(['countHours', 'countActivities', 'countMembers'], ['counted']);
  }

  remind() {
    return this.counted(['remind'], ['reminded']);
  }

  photos() {
    return this.counted(['tendPhotos'], ['asked', 'held', 'deleted']);
  }

  deliver() {
    return this.counted(['deliver'], ['sent', 'refused']);
  }

  purge() {
    return this.counted(['purge'], ['messages']);
  }

  forgetUses() {
    return this.counted(['forgetUses'], ['uses']);
  }

  rollup() {
    return this.counted(['rollup'], ['documents']);
  }

  auditLedger() {
    return this.counted(['auditLedger'], ['accounts', 'faults']);
  }

  seal() {
    return this.counted(['sealRecords'], ['sealed']);
  }

  /** One after the other, with what they counted together. */
  private async counted<K extends string>(
    sweeps: readonly SweepName[],
    names: readonly K[],
  ): Promise<Record<K | 'failed', number>> {
    const sum: Record<string, number> = Object.fromEntries([...names, 'failed'].map((name) => [name, 0]));
    for (const name of sweeps) {
      const { counts, failed } = await this.world.did(null, 'jobs.sweep', { name });
      for (const [what, many] of Object.entries({ ...counts, failed })) {
        if (sum[what] !== undefined) sum[what] += many;
      }
    }
    return sum;
  }
}

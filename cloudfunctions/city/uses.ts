import { DAY } from '#domain/time';
import { _, remove } from '../core/database';
import { earliest } from '../core/loading';
import type { Sweep } from '../core/sweep';

/** Lets go of counts that nobody asks for any more, a day's worth at a time. */
export const forgetUses: Sweep = {
  on: earliest('uses', 'until'),
  after: () => DAY,

  async *slices(work) {
    work.count('uses', await remove('uses', { until: _.lte(new Date(work.now)) }));
    yield;
  },
};

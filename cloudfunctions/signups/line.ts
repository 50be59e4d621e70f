import type { LineOfSlot } from '#domain/signups/line';
import { concatenated, manyBy, scalarOf, type OneKey } from '../core/loading';
import type { SignupDocument } from '../documents';

/** Who waits for places: what is asked of a full line does not grow with it. */

/** How many wait for each of these slots, and how small a party among them: the database counts them. */
export const linesFor = (slotIds: OneKey) =>
  manyBy<LineOfSlot>('signups', (name) => {
    const asked = `by_${name}`;
    const own = {
      $filter: { input: `$${name}`, as: 'each', cond: { $eq: ['$$each.waitingFor', '$$slot'] } },
    };
    const line = {
      $let: {
        vars: { own },
        in: { slotId: '$$slot', many: { $size: '$$own' }, smallest: { $min: '$$own.party' } },
      },
    };
    return [
      { addFields: { [asked]: concatenated([slotIds]) } },
      { lookup: { from: 'signups', localField: asked, foreignField: 'waitingFor', as: name } },
      { addFields: { [name]: { $map: { input: `$${asked}`, as: 'slot', in: line } } } },
      { project: { [asked]: 0 } },
    ];
  });

/** As many as come into question when one sign-up is given up; a place that fits none of them is passed on by the repair. */
const FIRST = 20;

/** Those who have waited longest for a slot. */
export const firstInLine = (slotId: OneKey) =>
  manyBy<SignupDocument>('signups', (name) => [
    {
      lookup: {
        from: 'signups',
        let: { slotId: scalarOf(slotId) },
        pipeline: [
          { $match: { $expr: { $eq: ['$waitingFor', '$$slotId'] } } },
          { $sort: { at: 1, _id: 1 } },
          { $limit: FIRST },
          { $project: { receipts: 0, liveFor: 0 } },
        ],
        as: name,
      },
    },
  ]);

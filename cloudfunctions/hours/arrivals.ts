import { crowdNotes, type Arrival, type CrowdNote } from '#domain/attendance/crowd';
import { ms } from '../core/clock';
import { manyBy, type LookUp } from '../core/loading';
import type { AttendanceDocument } from '../documents';

/** Of presences: those that can be confirmed, or were. As wasThere has it, for the database. */
export const WAS_THERE = {
  $or: [{ credited: true }, { 'pairs.0': { $exists: true } }, { openSince: { $exists: true } }],
};

/** How somebody came: by which scans, of those that were not taken back. */
type Arrived = Pick<AttendanceDocument, 'flags'> & { readonly scans: readonly Date[] };

const scan = {
  $and: [
    { $eq: ['$$mark.move', 'in'] },
    { $ne: ['$$mark.named', true] },
    { $not: [{ $in: ['$$mark.id', '$undone.id'] }] },
  ],
};
const scans = {
  $map: {
    input: { $filter: { input: '$marks', as: 'mark', cond: scan } },
    as: 'mark',
    in: '$$mark.at',
  },
};

/** How all came to a shift, of however many: a few bytes of each. */
export const arrivalsOf = (slotId: string): LookUp<Arrived[]> =>
  manyBy('attendances', (name) => [
    {
      lookup: {
        from: 'attendances',
        pipeline: [{ $match: { slotId } }, { $match: WAS_THERE }, { $project: { _id: 0, flags: 1, scans } }],
        as: name,
      },
    },
  ]);

/** What they say together. */
export const crowdOf = (arrived: readonly Arrived[]): CrowdNote[] =>
  crowdNotes(
    arrived.map((one): Arrival => {
      const times = one.scans.map(ms);
      return { scannedAt: times.length > 0 ? Math.min(...times) : null, flags: one.flags };
    }),
  );

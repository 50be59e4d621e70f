import { startOfDay, type Instant } from '#domain/time';
import { manyBy } from '../core/loading';

/** More than any city lets a team post in a day. */
const COUNTED = 500;

/** The dates that a team has posted today; drafts are nobody's to see. */
export const postedToday = (teamId: string, now: Instant) => ({
  posted: manyBy<{ readonly _id: string }>('activities', (as) => [
    {
      lookup: {
        from: 'activities',
        pipeline: [
          { $match: { teamId, createdAt: { $gte: new Date(startOfDay(now)) }, state: { $ne: 'draft' } } },
          { $limit: COUNTED },
          { $project: { _id: 1 } },
        ],
        as,
      },
    },
  ]),
});

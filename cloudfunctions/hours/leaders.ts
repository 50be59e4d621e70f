import { manyBy } from '../core/loading';
import type { MembershipDocument } from '../teams/documents';

export type Leader = Pick<MembershipDocument, 'accountId'>;

/** Leader and deputies of the team that a document belongs to: of its many members only these cross the wire. */
export const leadersOfTeam = manyBy<Leader>('memberships', (as) => [
  {
    lookup: {
      from: 'memberships',
      // A look-up by nothing would read every membership.
      let: { team: { $ifNull: ['$teamId', ''] } },
      pipeline: [
        { $match: { $expr: { $eq: ['$teamId', '$$team'] } } },
        { $match: { state: 'active', role: { $in: ['leader', 'deputy'] } } },
        { $project: { accountId: 1 } },
      ],
      as,
    },
  },
]);

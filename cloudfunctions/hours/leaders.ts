import type { Stage } from '../core/database';
import type { MembershipDocument } from '../teams/documents';

export interface WithLeaders {
  leaders: MembershipDocument[];
}

/** Leader and deputies of the team that a document belongs to: of its many members only these cross the wire. */
export const withLeaders: Stage = {
  lookup: {
    from: 'memberships',
    // A look-up by nothing would read every membership.
    let: { team: { $ifNull: ['$teamId', ''] } },
    pipeline: [
      { $match: { $expr: { $eq: ['$teamId', '$$team'] } } },
      { $match: { state: 'active', role: { $in: ['leader', 'deputy'] } } },
    ],
    as: 'leaders',
  },
};

export const leadersOf = ({ leaders }: WithLeaders): string[] => leaders.map((m) => m.accountId);

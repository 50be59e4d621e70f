import type { Candidate } from '#domain/attendance/views';
import { SLOT_SECRETS } from '../activities/views';
import { aggregate } from '../core/database';
import { needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import type { AccountDocument } from '../documents';
import { membersOf } from '../teams/people';

/** What a phone keeps for when it has no network: all of nearly every team, in some ten thousand bytes. */
const KEPT = 500;
/** Of those with a name like that: who wants more of them writes more of it. */
const FOUND = 30;

/**
 * Whom the leader may name in beside those on the list. Asked once when the desk is opened, and by name where the
 * team is too large to be kept whole: first of all come those without a phone, who cannot scan.
 */
export const attendanceCandidates = useCase('attendance.candidates', {
  ask: ({ slotId }) => ({ slot: needed(one('slots', slotId, SLOT_SECRETS)) }),
  subject: ({ slot }) => ({ teamId: slot.teamId }),

  async run({ input: { text }, loaded: { slot } }) {
    const limit = text === undefined ? KEPT : FOUND;
    const [kept, members] = await Promise.all([
      text === undefined ? withoutPhone(slot.teamId, limit) : [],
      membersOf(slot.teamId, { text, limit }),
    ]);
    const people = [
      ...kept.map(({ _id, name }) => ({ personId: _id, name })),
      ...members.map(({ accountId, person }) => ({
        personId: accountId,
        name: person?.name ?? '',
      })),
    ];
    const named = new Map(
      people.filter(({ name }) => name !== '').map((person) => [person.personId, person]),
    );
    const candidates: Candidate[] = [...named.values()];
    return { candidates, more: members.length === limit };
  },
});

const withoutPhone = (teamId: string, limit: number): Promise<Pick<AccountDocument, '_id' | 'name'>[]> =>
  aggregate('accounts', [{ match: { keptByTeam: teamId } }], limit, [{ project: { name: 1 } }]);

import { Refused } from '#domain/errors';
import { shiftMinutes } from '#domain/hours/minutes';
import type { Candidate } from '#domain/hours/views';
import { slotCard } from '../activities/views';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { byId, having, via } from '../core/question';
import { useCase } from '../core/use-case';
import { reachQuestion } from './cases';
import { teamSubject } from './confirm';

const SECRETS = ['openid', 'phone', 'codeKey', 'receipts', 'volunteer', 'consents'];

/** Who belongs to a shift that is over, but has neither hours of it nor a presence that can be confirmed. */
export const candidates = useCase('hours.candidates', {
  ask: ({ slotId }) => ({
    slot: byId('slots', slotId, ['key', 'receipts']),
    activity: via('activities', '_id', 'slot.activityId', ['receipts']),
    signups: having('signups', 'slotId', slotId, ['receipts']),
    attendances: having('attendances', 'slotId', slotId, ['receipts', 'marks']),
    cases: having('cases', 'slotId', slotId),
    lines: via('hours', '_id', 'signups._id'),
    team: reachQuestion('slot').team,
    joined: via('memberships', 'teamId', 'slot.teamId'),
    members: via('accounts', '_id', 'joined.accountId', SECRETS),
    people: via('accounts', '_id', 'signups.accountId', SECRETS),
  }),
  subject: (loaded) => teamSubject(loaded),

  run({ loaded, now }) {
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    if (!slot || !activity) throw new Refused('NOT_FOUND');
    if (slot.kind !== 'shift') throw new Refused('NOT_A_SHIFT');
    const span = { start: ms(slot.start), end: ms(slot.end) };
    if (now < span.end) throw new Refused('NOT_FINISHED', { at: span.end });
    const recorded = new Set([
      ...loaded.lines.map((line) => line.accountId),
      ...loaded.attendances.filter((a) => wasThere(a) && !a.credited).map((a) => a.accountId),
      ...loaded.cases.filter(seenTo).map((c) => c.accountId),
    ]);
    const active = new Set(loaded.joined.filter((m) => m.state === 'active').map((m) => m.accountId));
    const signedUp = new Set(loaded.signups.map((signup) => signup.accountId));
    const names = new Map([...loaded.members, ...loaded.people].map((a) => [a._id, a.name]));
    const people = [...new Set([...signedUp, ...active])]
      .filter((accountId) => !recorded.has(accountId))
      .map((accountId): Candidate => ({
        accountId,
        name: names.get(accountId) ?? '',
        signedUp: signedUp.has(accountId),
      }))
      .sort((a, b) => Number(b.signedUp) - Number(a.signedUp) || a.name.localeCompare(b.name, 'zh'));
    return Promise.resolve({
      activityId: activity._id,
      title: activity.title,
      slot: slotCard(slot),
      shiftMinutes: shiftMinutes(span),
      people,
    });
  },
});

/** Waits for a second person, or has been approved by one. */
const seenTo = (c: { kind: string; state: string }): boolean =>
  c.kind !== 'CONTEST' && (c.state === 'open' || c.state === 'approved');

import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import { shiftMinutes } from '#domain/hours/minutes';
import type { Candidate } from '#domain/hours/views';
import { grams, searchGrams } from '#domain/stations/rules';
import { slotCard } from '../activities/views';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { byId, having, via, type Loaded } from '../core/question';
import { useCase } from '../core/use-case';
import { membersOf } from '../teams/people';
import { reachQuestion } from './cases';
import { teamSubject } from './confirm';

const SECRETS = ['openid', 'phone', 'codeKey', 'receipts', 'volunteer', 'consents'];

/** Members at a time: a team may have thousands. */
const PAGE = 30;

const question = ({ slotId, accountId = '' }: Checked<'hours.candidates'>) => ({
  slot: byId('slots', slotId, ['key', 'receipts']),
  activity: via('activities', '_id', 'slot.activityId', ['receipts']),
  signups: having('signups', 'slotId', slotId, ['receipts']),
  attendances: having('attendances', 'slotId', slotId, ['receipts', 'marks']),
  cases: having('cases', 'slotId', slotId, ['asked', 'answers']),
  lines: via('hours', '_id', 'signups._id'),
  team: reachQuestion('slot').team,
  people: via('accounts', '_id', 'signups.accountId', SECRETS),
  joined: having('memberships', 'accountId', accountId, ['receipts']),
  wanted: byId('accounts', accountId, SECRETS),
});
type Found = Loaded<ReturnType<typeof question>>;

/**
 * Who belongs to a shift that is over, but has neither hours of it nor a presence that can be confirmed: first all who
 * had signed up, then the team's members, a page at a time. By a part of the name, or one of them alone.
 */
export const candidates = useCase('hours.candidates', {
  ask: question,
  subject: (loaded) => teamSubject(loaded),

  async run({ input, loaded, now }) {
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    if (!slot || !activity) throw new Refused('NOT_FOUND');
    if (slot.kind !== 'shift') throw new Refused('NOT_A_SHIFT');
    const span = { start: ms(slot.start), end: ms(slot.end) };
    if (now < span.end) throw new Refused('NOT_FINISHED', { at: span.end });
    const recorded = recordedIn(loaded);
    const { members, next } = await membersFor(input, loaded, slot.teamId);
    const people = [...signedUpFor(input, loaded), ...members].filter((p) => !recorded.has(p.accountId));
    return {
      activityId: activity._id,
      title: activity.title,
      slot: slotCard(slot, activity),
      shiftMinutes: shiftMinutes(span),
      people,
      next,
    };
  },
});

const recordedIn = ({ lines, attendances, cases }: Found): ReadonlySet<string> =>
  new Set([
    ...lines.map((line) => line.accountId),
    ...attendances.filter((a) => wasThere(a) && !a.credited).map((a) => a.accountId),
    ...cases.filter(seenTo).map((c) => c.accountId),
  ]);

/** Waits for a second person, or has been approved by one. */
const seenTo = (c: { kind: string; state: string }): boolean =>
  c.kind !== 'CONTEST' && (c.state === 'open' || c.state === 'approved');

/** On the first page: of one shift they are so many that a phone can take them. */
function signedUpFor(
  { text, after, accountId }: Checked<'hours.candidates'>,
  { signups, people }: Found,
): Candidate[] {
  if (after !== undefined) return [];
  const names = new Map(people.map((a) => [a._id, a.name]));
  const wanted = text === undefined ? [] : searchGrams(text);
  if (text !== undefined && wanted.length === 0) return [];
  return [...new Set(signups.map((signup) => signup.accountId))]
    .filter((id) => accountId === undefined || id === accountId)
    .map((id) => ({ accountId: id, name: names.get(id) ?? '', signedUp: true }))
    .filter(({ name }) => wanted.every((gram) => grams(name).includes(gram)))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}

/** Those of the team who had not signed up. */
async function membersFor(
  { text, after, accountId }: Checked<'hours.candidates'>,
  { signups, joined, wanted: [one] }: Found,
  teamId: string,
): Promise<{ members: Candidate[]; next: string | null }> {
  const signedUp = new Set(signups.map((signup) => signup.accountId));
  const others = (people: readonly Omit<Candidate, 'signedUp'>[]) =>
    people.filter((p) => !signedUp.has(p.accountId)).map((p) => ({ ...p, signedUp: false }));
  if (accountId !== undefined) {
    const belongs = one && joined.some((m) => m.teamId === teamId && m.state === 'active');
    return { members: belongs ? others([{ accountId, name: one.name }]) : [], next: null };
  }
  // One more than shown tells whether there are more.
  const found = await membersOf(teamId, { text, after, limit: PAGE + 1 });
  const shown = found.slice(0, PAGE);
  const members = others(shown.map((m) => ({ accountId: m.accountId, name: m.person?.name ?? '' })));
  return { members, next: found.length > PAGE ? (shown[shown.length - 1]?.order ?? null) : null };
}

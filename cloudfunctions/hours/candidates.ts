import type { Checked } from '#domain/contract';
import { refuseIf } from '#domain/errors';
import { hoursRefusal } from '#domain/hours/claims';
import { isSeenTo } from '#domain/hours/decisions';
import { shiftMinutes } from '#domain/hours/minutes';
import type { Candidate } from '#domain/hours/views';
import { grams, searchGrams } from '#domain/stations/rules';
import { ACTIVITY_BULK, SLOT_SECRETS, slotCard } from '../activities/views';
import { wasThere } from '../attendance/views';
import { following, many, needed, one, only, type Found } from '../core/loading';
import { useCase } from '../core/use-case';
import { membersOf } from '../teams/people';
import { teamSubject } from './confirm';
import { shiftOf } from './views';

/** Members at a time: a team may have thousands. */
const PAGE = 30;

const aboutCandidates = ({ slotId, accountId = '' }: Checked<'hours.candidates'>) => ({
  ...following(
    {
      slot: needed(one('slots', slotId, SLOT_SECRETS)),
      signups: only(many('signups', 'slotId', slotId), ['accountId']),
      attendances: only(many('attendances', 'slotId', slotId), [
        'accountId',
        'credited',
        'openSince',
        'pairs',
      ]),
      cases: only(many('cases', 'slotId', slotId), ['accountId', 'kind', 'state']),
    },
    ({ slot, signups }) => ({
      activity: needed(one('activities', slot.activityId, ACTIVITY_BULK)),
      lines: only(many('hours', '_id', signups._id), ['accountId']),
      team: one('teams', slot.teamId, ['grams']),
      people: only(many('accounts', '_id', signups.accountId), ['name']),
    }),
  ),
  joined: only(many('memberships', 'accountId', accountId), ['teamId', 'state']),
  wanted: only(one('accounts', accountId), ['name']),
});
type Loaded = Found<ReturnType<typeof aboutCandidates>>;

/**
 * Who belongs to a shift that is over, but has neither hours of it nor a presence that can be confirmed: first all who
 * had signed up, then the team's members, a page at a time. By a part of the name, or one of them alone.
 */
export const hoursCandidates = useCase('hours.candidates', {
  ask: aboutCandidates,
  subject: (loaded) => teamSubject(loaded),

  async run({ input, loaded, now }) {
    const { slot, activity } = loaded;
    const shift = shiftOf(slot);
    refuseIf(hoursRefusal(shift, now));
    const recorded = recordedIn(loaded);
    const { members, next } = await membersFor(input, loaded, slot.teamId);
    const people = [...signedUpFor(input, loaded), ...members].filter((p) => !recorded.has(p.accountId));
    return {
      activityId: activity._id,
      title: activity.title,
      slot: slotCard(slot, activity),
      shiftMinutes: shiftMinutes(shift),
      people,
      next,
    };
  },
});

const recordedIn = ({ lines, attendances, cases }: Loaded): ReadonlySet<string> =>
  new Set([
    ...lines.map((line) => line.accountId),
    ...attendances.filter((a) => wasThere(a) && !a.credited).map((a) => a.accountId),
    ...cases.filter(isSeenTo).map((c) => c.accountId),
  ]);

/** On the first page: of one shift they are so many that a phone can take them. */
function signedUpFor(
  { text, after, accountId }: Checked<'hours.candidates'>,
  { signups, people }: Loaded,
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
  { signups, joined, wanted }: Loaded,
  teamId: string,
): Promise<{ members: Candidate[]; next: string | null }> {
  const signedUp = new Set(signups.map((signup) => signup.accountId));
  const others = (people: readonly Omit<Candidate, 'signedUp'>[]) =>
    people.filter((p) => !signedUp.has(p.accountId)).map((p) => ({ ...p, signedUp: false }));
  if (accountId !== undefined) {
    const belongs = wanted && joined.some((m) => m.teamId === teamId && m.state === 'active');
    return { members: belongs ? others([{ accountId, name: wanted.name }]) : [], next: null };
  }
  // One more than shown tells whether there are more.
  const found = await membersOf(teamId, { text, after, limit: PAGE + 1 });
  const shown = found.slice(0, PAGE);
  const members = others(shown.map((m) => ({ accountId: m.accountId, name: m.person?.name ?? '' })));
  return { members, next: found.length > PAGE ? (shown[shown.length - 1]?.order ?? null) : null };
}

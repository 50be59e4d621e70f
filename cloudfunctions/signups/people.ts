import { defined } from '#domain/defined';
import type { Refusal } from '#domain/errors';
import type { Person, PersonSignup, SignupRefusal } from '#domain/signups/person';
import { NOBODY_WAITS, type Line } from '#domain/signups/line';
import type { SlotFacts } from '#domain/signups/rules';
import { asHeldIn } from '../activities/off';
import { ACTIVITY_BULK, SLOT_SECRETS } from '../activities/views';
import { stayedAway } from '../attendance/views';
import { ms } from '../core/clock';
import { following, many, needed, one, type Paths } from '../core/loading';
import type {
  AccountDocument,
  ActivityDocument,
  AttendanceDocument,
  SignupDocument,
  SlotDocument,
} from '../documents';

/** Fields of an account that no rule of signing up asks for. */
export const ACCOUNT_SECRETS = [
  'openid',
  'phone',
  'receipts',
  'consents',
  'codeKey',
  'grants',
  'duties',
] as const;

/** What became of the shifts that an account is noted for not having come to. */
export const attendedBy = (account: Paths<AccountDocument>) =>
  many('attendances', '_id', account.noShows.signupId, ['receipts']);

/** What the rules ask about the person of this account. */
export const aboutPerson = (accountId: string) =>
  following(
    {
      person: needed(one('accounts', accountId, ACCOUNT_SECRETS)),
      mine: many('signups', 'liveFor', accountId, ['receipts']),
    },
    ({ person, mine }) => ({
      mySlots: many('slots', '_id', mine.slotId, SLOT_SECRETS),
      myActivities: many('activities', '_id', mine.activityId, ACTIVITY_BULK),
      attended: attendedBy(person),
    }),
  );

interface AboutPerson {
  readonly mine: readonly SignupDocument[];
  readonly mySlots: readonly SlotDocument[];
  readonly myActivities: readonly ActivityDocument[];
  readonly attended: readonly AttendanceDocument[];
}

/** As the rules see this person. Who was there after all, as it turned out later, is no no-show. */
export function personOf(account: AccountDocument | null, about: AboutPerson): Person {
  const attendance = (signupId: string) => about.attended.find((a) => a._id === signupId);
  const missed = account?.noShows?.filter((n) => stayedAway(attendance(n.signupId))) ?? [];
  return {
    mine: about.mine.filter((s) => s.accountId === account?._id).flatMap((s) => mineOf(s, about)),
    birthDate: account?.volunteer?.birthDate ?? null,
    skills: account?.volunteer?.skills ?? [],
    noShows: missed.map(({ at }) => ms(at)),
  };
}

function mineOf(signup: SignupDocument, { mySlots, myActivities }: AboutPerson): PersonSignup[] {
  const { slotId, state } = signup;
  const slot = mySlots.find((s) => s._id === slotId);
  const activity = myActivities.find((a) => a._id === signup.activityId);
  if (!slot || !activity) return [];
  const { kind, start, end } = slot;
  const { state: activityState } = asHeldIn(activity, slotId);
  return [{ slotId, kind, state, activityState, start: ms(start), end: ms(end) }];
}

export function slotFacts(
  slot: SlotDocument,
  activity: ActivityDocument,
  line: Line = NOBODY_WAITS,
): SlotFacts {
  const { _id: id, kind, capacity, taken, revision } = slot;
  const { minimumAge, skills, skillsNeeded = false } = activity;
  return {
    id,
    kind,
    start: ms(slot.start),
    end: ms(slot.end),
    minimumAge,
    skills,
    skillsNeeded,
    capacity,
    taken,
    revision,
    line,
    activityState: asHeldIn(activity, slot._id).state,
    signupFrom: activity.signupFrom ? ms(activity.signupFrom) : null,
    signupUntil: activity.signupUntil ? ms(activity.signupUntil) : null,
  };
}

type Titles = Pick<AboutPerson, 'mySlots' | 'myActivities'>;

/** What the other slot is called that a refusal or a warning is about. */
export function titleOf(slotId: string | undefined, about: Titles): { title?: string } {
  const slot = about.mySlots.find((s) => s._id === slotId);
  const title = about.myActivities.find((a) => a._id === slot?.activityId)?.title;
  return defined({ title });
}

/** A refusal with the name of the other activity that it is about. */
export const withTitle = (refusal: SignupRefusal | null, about: Titles): Refusal | null =>
  refusal && { code: refusal.code, details: { ...refusal.details, ...titleOf(refusal.withSlotId, about) } };

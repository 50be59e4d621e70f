import { mayActFor, type Caller } from '#domain/accounts/access';
import { Refused } from '#domain/errors';
import type { Asking, Mine, Person, Warning, WarningCode } from '#domain/signups/person';
import type { SlotFacts } from '#domain/signups/rules';
import { asHeldIn } from '../activities/off';
import { stayedAway } from '../attendance/views';
import { ms } from '../core/clock';
import { having, via } from '../core/question';
import type {
  AccountDocument,
  ActivityDocument,
  AttendanceDocument,
  SignupDocument,
  SlotDocument,
} from '../documents';

/** Fields of an account that no rule of signing up asks for. */
export const ACCOUNT_SECRETS = ['openid', 'phone', 'receipts', 'consents', 'codeKey', 'grants', 'duties'];

/** Question: what became of the shifts that the account at a path is noted for not having come to. */
export const attendedBy = (account: string) =>
  via('attendances', '_id', `${account}.noShows.signupId`, ['receipts']);

/** Question: what the rules ask about the person of this account, once their own account is in `person`. */
export const aboutPerson = (accountId: string) => ({
  mine: having('signups', 'liveFor', accountId, ['receipts']),
  mySlots: via('slots', '_id', 'mine.slotId', ['roster', 'key', 'receipts']),
  myActivities: via('activities', '_id', 'mine.activityId', ['summary', 'risks', 'receipts']),
  attended: attendedBy('person'),
});

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

function mineOf(signup: SignupDocument, { mySlots, myActivities }: AboutPerson): Mine[] {
  const { slotId, state } = signup;
  const slot = mySlots.find((s) => s._id === slotId);
  const activity = myActivities.find((a) => a._id === signup.activityId);
  if (!slot || !activity) return [];
  const { kind, start, end } = slot;
  const { state: activityState } = asHeldIn(activity, slotId);
  return [{ slotId, kind, state, activityState, start: ms(start), end: ms(end) }];
}

export function askingOf(slot: SlotDocument, activity: ActivityDocument): Asking {
  const { _id, kind, start, end } = slot;
  const { minimumAge, skills, skillsNeeded = false } = activity;
  return { id: _id, kind, start: ms(start), end: ms(end), minimumAge, skills, skillsNeeded };
}

export function slotFacts(
  slot: SlotDocument,
  activity: ActivityDocument,
  waiting: readonly SignupDocument[],
): SlotFacts {
  return {
    ...askingOf(slot, activity),
    capacity: slot.capacity,
    taken: slot.taken,
    waiting: waiting.map((s) => s.party),
    activityState: asHeldIn(activity, slot._id).state,
    signupFrom: activity.signupFrom ? ms(activity.signupFrom) : null,
    signupUntil: activity.signupUntil ? ms(activity.signupUntil) : null,
  };
}

/** What the other slot is called that a refusal or a warning is about. */
export function titleOf(
  slotId: string | undefined,
  about: Pick<AboutPerson, 'mySlots' | 'myActivities'>,
): { title?: string } {
  const slot = about.mySlots.find((s) => s._id === slotId);
  const title = about.myActivities.find((a) => a._id === slot?.activityId)?.title;
  return title === undefined ? {} : { title };
}

/** A warning refuses only until it has been accepted. */
export function heedWarnings(
  told: readonly Warning[],
  despite: readonly WarningCode[],
  about: AboutPerson,
): void {
  const next = told.find(({ code }) => !despite.includes(code));
  if (next) throw new Refused(next.code, { warning: true, ...titleOf(next.withSlotId, about) });
}

/** Only they themselves, and whoever keeps them where they have no phone. */
export function actFor(caller: Caller, person: AccountDocument | undefined): void {
  if (!person) throw new Refused('NOT_FOUND');
  const { _id, keptBy, keptByTeam } = person;
  const kept = {
    ...(keptBy === undefined ? {} : { keptBy }),
    ...(keptByTeam === undefined ? {} : { keptByTeam }),
  };
  if (!mayActFor(caller, { id: _id, ...kept })) throw new Refused('NOT_ALLOWED');
}

/** In whose lists the sign-up stands while it is live. */
export const liveFor = (accountId: string, bookedBy: string | undefined): string[] =>
  bookedBy === undefined ? [accountId] : [accountId, bookedBy];

import { Refused } from '#domain/errors';
import { lineOf, type Line } from '#domain/signups/line';
import type { HeldSignup } from '#domain/signups/rules';
import { asHeldIn } from '../activities/off';
import { ACTIVITY_BULK, SLOT_KEY } from '../activities/views';
import { wasThere } from '../attendance/views';
import { entriesOf, following, ME, needed, one, type Found, type OneKey } from '../core/loading';
import { ofPerson, type Context } from '../core/use-case';
import type { AccountDocument, ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { householdLookUps, type Household } from './household';
import { firstInLine, linesFor } from './line';
import { ACCOUNT_SECRETS } from './people';

/** A slot with what its roster holds of these people. */
export const holdsIn = (slotId: OneKey, accountIds: readonly OneKey[]) =>
  entriesOf(one('slots', slotId, SLOT_KEY), 'roster', accountIds);

/** A sign-up, whose it is, and what it is for, but for its slot. */
const aboutItself = (signupId: string) =>
  following({ signup: needed(one('signups', signupId)) }, ({ signup }) => ({
    activity: needed(one('activities', signup.activityId, ACTIVITY_BULK)),
    person: needed(one('accounts', signup.accountId, ACCOUNT_SECRETS)),
  }));

/** A sign-up, whose it is, and what it is for. */
export const aboutSignup = (signupId: string) =>
  following(aboutItself(signupId), ({ signup }) => ({
    slot: needed(holdsIn(signup.slotId, [signup.accountId])),
  }));

interface AboutSignup {
  readonly signup: SignupDocument;
  readonly slot: SlotDocument;
  readonly activity: ActivityDocument;
}

export const signupIn = ({ signup, slot, activity }: AboutSignup): AboutSignup => ({
  signup,
  slot,
  activity: asHeldIn(activity, slot._id),
});

/** It is for who may act for whoever it belongs to; nobody else. */
export const itsPerson = ({ person }: { readonly person: AccountDocument }) => ofPerson(person);

/** A sign-up, and all that has a say when places of it are given up. */
export const aboutHeldSignup = (signupId: string) =>
  following(
    following({ ...aboutItself(signupId), ...householdLookUps() }, ({ signup }) => ({
      attendance: one('attendances', signupId),
      lines: linesFor(signup.slotId),
      next: firstInLine(signup.slotId),
    })),
    // After those who may come into it: none of them has been passed a place already.
    ({ signup, kin, next }) => ({
      slot: needed(holdsIn(signup.slotId, [signup.accountId, ME, kin._id, next.accountId])),
    }),
  );
type AboutHeldSignup = ReturnType<typeof aboutHeldSignup>;
type Changing = Context<'signups.cancel' | 'signups.resize', AboutHeldSignup>;

interface HeldSignupScene {
  readonly signup: SignupDocument;
  readonly slot: SlotDocument;
  readonly activity: ActivityDocument;
  readonly line: Line;
  readonly next: readonly SignupDocument[];
  readonly held: HeldSignup;
  readonly household: Household;
}

/** Others give up places, wait and leave the line at the same moment; each of them changes little. */
const TRIES = 5;

/** Tries until the world did not change between reading and writing; null asks for another try. */
export async function changeHeldSignup<T>(
  { loaded, reload }: Changing,
  tryOnce: (scene: HeldSignupScene) => Promise<T | null>,
): Promise<T> {
  let found = loaded;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const done = await tryOnce(sceneOf(found));
    if (done !== null) return done;
    found = await reload();
  }
  throw new Refused('CONFLICT');
}

function sceneOf(loaded: Found<AboutHeldSignup>): HeldSignupScene {
  const found = signupIn(loaded);
  const held = { state: found.signup.state, present: wasThere(loaded.attendance) };
  const line = lineOf(loaded.lines, found.slot._id);
  return { ...found, line, next: loaded.next, held, household: loaded };
}

/** How many places are free once so many more are given up: none for anybody in what will not take place. */
export const freed = (slot: SlotDocument, activity: ActivityDocument, given: number): number =>
  activity.state === 'published' ? slot.capacity - slot.taken + given : 0;

import { Refused } from '#domain/errors';
import type { HeldSignup } from '#domain/signups/rules';
import { asHeldIn } from '../activities/off';
import { SLOT_KEY } from '../activities/views';
import { wasThere } from '../attendance/views';
import { following, many, needed, one, type Found } from '../core/loading';
import { ofPerson, type Context } from '../core/use-case';
import type { AccountDocument, ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { householdLookUps } from './household';
import { ACCOUNT_SECRETS } from './people';

/** A sign-up, whose it is, and what it is for. */
export const aboutSignup = (signupId: string) =>
  following({ signup: needed(one('signups', signupId)) }, ({ signup }) => ({
    slot: needed(one('slots', signup.slotId, SLOT_KEY)),
    activity: needed(one('activities', signup.activityId)),
    person: needed(one('accounts', signup.accountId, ACCOUNT_SECRETS)),
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
  following(aboutSignup(signupId), ({ signup }) => ({
    attendance: one('attendances', signupId),
    // Only those who wait carry the field; their number is bounded by the settings.
    waiting: many('signups', 'waitingFor', signup.slotId, ['receipts']),
    ...householdLookUps(),
  }));
type AboutHeldSignup = ReturnType<typeof aboutHeldSignup>;
type Changing = Context<'signups.cancel' | 'signups.resize', AboutHeldSignup>;

interface HeldSignupScene {
  readonly signup: SignupDocument;
  readonly slot: SlotDocument;
  readonly activity: ActivityDocument;
  readonly waiting: readonly SignupDocument[];
  readonly held: HeldSignup;
  readonly person: AccountDocument;
  readonly kin: readonly { readonly _id: string }[];
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
  const { waiting, person, kin } = loaded;
  return { ...found, waiting, held, person, kin };
}

/** How many places are free once so many more are given up: none for anybody in what will not take place. */
export const freed = (slot: SlotDocument, activity: ActivityDocument, given: number): number =>
  activity.state === 'published' ? slot.capacity - slot.taken + given : 0;

import type { Caller } from '#domain/accounts/access';
import { Refused } from '#domain/errors';
import type { Held } from '#domain/signups/rules';
import { asHeldIn } from '../activities/off';
import { wasThere } from '../attendance/views';
import { byId, via, type Loaded } from '../core/question';
import type { Context } from '../core/use-case';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { ACCOUNT_SECRETS, actFor } from './people';

/** Question: a sign-up, whose it is, and what it is for. */
export const oneSignup = (signupId: string) => ({
  signup: byId('signups', signupId),
  slot: via('slots', '_id', 'signup.slotId', ['key', 'receipts']),
  activity: via('activities', '_id', 'signup.activityId'),
  person: via('accounts', '_id', 'signup.accountId', ACCOUNT_SECRETS),
});

/** For who may act for whoever it belongs to; nobody else. */
export function signupIn(loaded: Loaded<ReturnType<typeof oneSignup>>, caller: Caller) {
  const [signup] = loaded.signup;
  const [slot] = loaded.slot;
  const [activity] = loaded.activity;
  if (!signup || !slot || !activity) throw new Refused('NOT_FOUND');
  actFor(caller, loaded.person[0]);
  return { signup, slot, activity: asHeldIn(activity, slot._id) };
}

/** Question: a sign-up, and all that has a say when places of it are given up. */
export const heldPlace = (signupId: string) => ({
  ...oneSignup(signupId),
  attendance: byId('attendances', signupId),
  // Only those who wait carry the field; their number is bounded by the settings.
  waiting: via('signups', 'waitingFor', 'signup.slotId', ['receipts']),
});
export type HeldPlace = ReturnType<typeof heldPlace>;
type Changing = Context<'signups.cancel' | 'signups.resize', HeldPlace>;

interface Scene {
  readonly signup: SignupDocument;
  readonly slot: SlotDocument;
  readonly activity: ActivityDocument;
  readonly waiting: readonly SignupDocument[];
  readonly held: Held;
}

/** Others give up places, wait and leave the line at the same moment; each of them changes little. */
const TRIES = 5;

/** Tries until the world did not change between reading and writing; null asks for another try. */
export async function changeHeld<T>(
  { loaded, caller, reload }: Changing,
  tryOnce: (scene: Scene) => Promise<T | null>,
): Promise<T> {
  let found = loaded;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const done = await tryOnce(sceneOf(found, caller));
    if (done !== null) return done;
    found = await reload();
  }
  throw new Refused('CONFLICT');
}

function sceneOf(loaded: Loaded<HeldPlace>, caller: Caller): Scene {
  const found = signupIn(loaded, caller);
  const held = { state: found.signup.state, present: wasThere(loaded.attendance[0]) };
  return { ...found, waiting: loaded.waiting, held };
}

/** How many places are free once so many more are given up: none for anybody in what will not take place. */
export const freed = (slot: SlotDocument, activity: ActivityDocument, given: number): number =>
  activity.state === 'published' ? slot.capacity - slot.taken + given : 0;

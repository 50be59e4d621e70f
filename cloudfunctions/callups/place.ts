import { roundFor, type Round } from '#domain/callups/rules';
import { signupIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { asHeldIn } from '../activities/off';
import { ms } from '../core/clock';
import { _, find, update } from '../core/database';
import { earliest, findWith, one } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, SIDE_BY_SIDE, type Sweep, type Work } from '../core/sweep';
import type { ActivityDocument, Called, SheetDocument, SlotDocument } from '../documents';
import { ended, signupResult, writeSignup } from '../signups/record';
import { holdOf, takePlace } from '../signups/roster';

/** Sheets of a slice. */
const SHEETS = 4;
/** More than an activity has. */
const SLOTS = 40;

const sheetsDue = (now: Instant) =>
  findWith(
    'sheets',
    [{ match: { placeAt: _.lte(new Date(now)) } }, { sort: { placeAt: 1 } }],
    SHEETS,
    ({ callupId }) => ({ callup: one('callups', callupId, ['receipts', 'teams']) }),
    ['_id', 'callupId', 'list', 'people', 'placeAt'],
  );
type Due = Awaited<ReturnType<typeof sheetsDue>>[number];

/** Signs up those who come for the shifts of their list, and ends the sign-up of whoever cannot come after all. */
export const placeCalled: Sweep = {
  on: earliest('sheets', 'placeAt'),

  slices: (work) =>
    inSlices(
      SHEETS,
      () => sheetsDue(work.now),
      (sheet) => {
        const due = { _id: sheet._id, placeAt: sheet.placeAt ?? new Date(work.now) };
        const putOff = () => update('sheets', due, { placeAt: later(work.now) });
        return work.done(async () => {
          await placeSheet(sheet, work);
          // Whoever has answered meanwhile has moved it on.
          await update('sheets', due, { placeAt: _.remove() });
        }, putOff);
      },
      SIDE_BY_SIDE,
    ),
};

async function placeSheet(sheet: Due, work: Work): Promise<void> {
  const activityId = sheet.callup?.lists[sheet.list - 1]?.activityId ?? '';
  const [activity] = await find('activities', { _id: activityId }, { limit: 1 });
  if (!activity) return;
  const slots = await find('slots', { activityId }, { limit: SLOTS });
  for (const [accountId, entry] of Object.entries(sheet.people)) {
    if (entry.standing === 'coming' && entry.slotId === undefined)
      await place(sheet, accountId, entry, { activity, slots }, work);
    if (entry.standing === 'cannot' && entry.slotId !== undefined)
      await giveUp(sheet, accountId, entry.slotId, work.now);
  }
}

interface Rounds {
  readonly activity: ActivityDocument;
  readonly slots: readonly SlotDocument[];
}

const roundsOf = ({ activity, slots }: Rounds): Round[] =>
  slots
    .filter(({ _id, kind }) => kind === 'shift' && asHeldIn(activity, _id).state === 'published')
    .map(({ _id, start, end, capacity, taken }) => ({
      id: _id,
      start: ms(start),
      end: ms(end),
      left: capacity - taken,
    }));

/** In the first shift with room; where others were quicker the next one is tried. */
async function place(
  sheet: Pick<SheetDocument, '_id'>,
  accountId: string,
  { from }: Called,
  rounds: Rounds,
  work: Work,
): Promise<void> {
  const open = roundsOf(rounds);
  for (;;) {
    const round = roundFor(open, from ? ms(from) : work.now);
    const slot = rounds.slots.find(({ _id }) => _id === round?.id);
    if (!round || !slot) return;
    if (await signUp(slot, accountId, work.now)) {
      // Counted here, as the next of the sheet looks at the same.
      slot.taken += 1;
      const own = `people.${accountId}`;
      await update(
        'sheets',
        { _id: sheet._id, [`${own}.standing`]: 'coming' },
        { [`${own}.slotId`]: slot._id },
      );
      work.count('placed', 1);
      return;
    }
    open.splice(open.indexOf(round), 1);
  }
}

/** True when they hold a place there now, by this or before: the roster is the truth, the sign-up its record. */
async function signUp(slot: SlotDocument, accountId: string, now: Instant): Promise<boolean> {
  const booking = { accountId, party: 1, revision: slot.revision };
  const nonce = `called-${accountId}-${now}`;
  const taken = await takePlace(slot, accountId, holdOf(booking, nonce, now));
  const held = { _id: slot._id, [`roster.${accountId}`]: _.exists(true) };
  if (!taken && (await find('slots', held, { limit: 1 })).length === 0) return false;
  const [before] = await find('signups', { _id: signupIdOf(slot._id, accountId) }, { limit: 1 });
  const result = signupResult(slot._id, accountId, null);
  if (before?.state !== 'confirmed')
    await writeSignup({ slot, booking, result, at: new Date(now), nonce }, before, _.neq('confirmed'));
  return true;
}

/** The slot is touched first: the repair finds the place of a sign-up that is no more, and passes it on. */
async function giveUp(
  sheet: Pick<SheetDocument, '_id'>,
  accountId: string,
  slotId: string,
  now: Instant,
): Promise<void> {
  await update('slots', { _id: slotId }, { touchedAt: new Date(now) });
  const signup = { _id: signupIdOf(slotId, accountId), state: 'confirmed' };
  await update('signups', signup, ended('own', now));
  const own = `people.${accountId}`;
  await update('sheets', { _id: sheet._id, [`${own}.slotId`]: slotId }, { [`${own}.slotId`]: _.remove() });
}

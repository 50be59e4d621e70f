import { defined } from '#domain/defined';
import type { Settings } from '#domain/settings';
import { confirmByOf, heirsOf } from '#domain/signups/line';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, find, remove, update } from '../core/database';
import type { ActivityDocument, Hold, Roster, SignupDocument, SlotDocument } from '../documents';
import { queueMessages } from '../messages/outbox';
import { promotedMessage } from './messages';
import { dropsIn } from './record';
import { holdOf, type Heir } from './roster';

/** How those who wait come to places that are free. */

/** Who gets so many places that come free: nobody whom one has been passed to already. */
export function heirs(waiting: readonly SignupDocument[], roster: Roster, free: number): SignupDocument[] {
  const inLine = waiting.filter((s) => roster[s.accountId] === undefined);
  const parties = inLine.map((s) => ({ id: s._id, at: ms(s.at), party: s.party, signup: s }));
  return heirsOf(parties, free).map(({ signup }) => signup);
}

/** The place of somebody who moves up from the waiting list. */
export function promotedHold(
  signup: SignupDocument,
  slot: SlotDocument,
  settings: Settings,
  nonce: string,
  now: Instant,
): Hold {
  const by = confirmByOf(now, ms(slot.start), settings.signups.confirmPromotionMinutes);
  const confirmBy = by === null ? undefined : new Date(by);
  return defined({ ...holdOf(signup, nonce, now), promoted: true as const, confirmBy });
}

/** Those who get places that come free, and what each will hold. */
export function heirsFor(
  waiting: readonly SignupDocument[],
  slot: SlotDocument,
  free: number,
  settings: Settings,
  nonce: string,
  now: Instant,
): Heir[] {
  const next = heirs(waiting, slot.roster, free);
  return next.map((signup) => ({ signup, hold: promotedHold(signup, slot, settings, nonce, now) }));
}

/**
 * Tells those whose names have come into the roster, and writes their records; in this order, so that
 * nobody has a place without knowing. Whoever has left the line meanwhile gets no message, and the repair
 * passes their place on. Answers how many records were written.
 */
export async function promote(
  next: readonly Heir[],
  slot: SlotDocument,
  activity: ActivityDocument,
  now: Instant,
): Promise<number> {
  const signups = next.map(({ signup }) => signup);
  // Those who move up at once have the same time to answer.
  const confirmBy = next[0]?.hold.confirmBy;
  if (signups.length === 0) return 0;
  const message = (s: SignupDocument) => promotedMessage(s, slot, activity, confirmBy, now);
  await queueMessages(signups.map(message));
  const ids = signups.map((s) => s._id);
  const data = { state: 'confirmed', ...dropsIn('confirmed'), ...defined({ confirmBy }) };
  const written = await update('signups', { _id: _.in(ids), state: 'waiting' }, data);
  if (written < signups.length) {
    const gone = await find('signups', { _id: _.in(ids), state: 'cancelled' }, { limit: ids.length });
    const untold = signups.filter((s) => gone.some((g) => g._id === s._id)).map((s) => message(s)._id);
    if (untold.length > 0) await remove('outbox', { _id: _.in(untold), state: 'due', tries: 0 });
  }
  return written;
}

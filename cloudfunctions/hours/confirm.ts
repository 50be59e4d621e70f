import { closedBySystem } from '#domain/attendance/rules';
import { Refused } from '#domain/errors';
import { proposeMinutes, shiftMinutes } from '#domain/hours/minutes';
import { serviceLineIdOf } from '#domain/ids';
import { dayOf } from '#domain/time';
import type { ProposalLine } from '#domain/views';
import { slotCard } from '../activities/views';
import { settledPairs } from '../attendance/views';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { byId, having, via } from '../core/question';
import { useCase, type Context } from '../core/use-case';
import type { SlotDocument } from '../documents';
import { messageTo, send } from '../system/messages';
import { booksOf, creditedElsewhere } from './books';
import { credit, type Claim } from './credit';

const question = (slotId: string) => ({
  slot: byId('slots', slotId, ['roster', 'key', 'receipts']),
  activity: via('activities', '_id', 'slot.activityId'),
  attendances: having('attendances', 'slotId', slotId, ['receipts']),
  lines: via('hours', '_id', 'attendances._id'),
});
type Q = ReturnType<typeof question>;

export const proposals = useCase('hours.proposals', {
  ask: ({ slotId }) => ({
    ...question(slotId),
    people: via('accounts', '_id', 'attendances.accountId', ['openid', 'phone']),
  }),
  subject: ({ slot: [slot] }) => (slot ? { teamId: slot.teamId } : {}),

  async run({ loaded, settings }) {
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    if (!slot || !activity) throw new Refused('NOT_FOUND');
    const span = { start: ms(slot.start), end: ms(slot.end) };
    const waiting = loaded.attendances.filter((a) => !a.credited).map((a) => a.accountId);
    const books = await booksOf(waiting, dayOf(span.start));
    const lines = loaded.attendances.map((attendance): ProposalLine => {
      const pairs = settledPairs(attendance, slot);
      const own = books.get(attendance.accountId);
      const elsewhere = own ? creditedElsewhere(own, serviceLineIdOf(attendance._id)) : [];
      const { minutes, present, reason } = proposeMinutes(span, pairs, settings.hours, elsewhere);
      const line = loaded.lines.find((l) => l._id === attendance._id);
      return {
        attendanceId: attendance._id,
        name: loaded.people.find((p) => p._id === attendance.accountId)?.name ?? '',
        in: pairs[0]?.in ?? span.start,
        out: pairs[pairs.length - 1]?.out ?? span.end,
        ...{ present, minutes, reason },
        flags: attendance.openSince ? closedBySystem(attendance.flags) : attendance.flags,
        credited: attendance.credited ? (line?.minutes ?? 0) : null,
      };
    });
    return {
      activityId: activity._id,
      title: activity.title,
      slot: slotCard(slot),
      shiftMinutes: shiftMinutes(span),
      lines: lines.sort((a, b) => a.in - b.in),
    };
  },
});

/**
 * Credits hours. The ledger comes first: a second confirmation, a crash or another leader at the same
 * time can add nothing twice there; marking the attendances after it can be repeated.
 */
export const confirm = useCase('hours.confirm', {
  ask: ({ slotId }) => question(slotId),
  subject: ({ slot: [slot] }) => (slot ? { teamId: slot.teamId } : {}),

  async run(context) {
    const { loaded, settings, me, nonce, now } = context;
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    if (!slot || !activity) throw new Refused('NOT_FOUND');
    if (slot.kind !== 'shift') throw new Refused('NOT_A_SHIFT');
    if (now < ms(slot.end)) throw new Refused('NOT_FINISHED', { at: ms(slot.end) });

    const claims = claimsOf(context);
    const claimed = new Set(claims.map((claim) => claim.attendance._id));
    const before = loaded.lines.filter((line) => line.nonce === nonce && !claimed.has(line._id));
    if (claims.length === 0) return resultOf(before);
    const lines = await credit({ slot, activity, settings, by: me.accountId, nonce, now }, claims);
    await settle(claims, slot);
    const credited = [...before, ...lines];
    await send(credited.map((line) => messageTo('credited', line.accountId, slot, activity, now, '')));
    return resultOf(credited);
  },
});

const resultOf = (lines: readonly { minutes: number }[]) => ({
  credited: lines.length,
  minutes: lines.reduce((sum, line) => sum + line.minutes, 0),
});

/** What is to be credited now: those that were already are passed over. */
function claimsOf({ input, loaded }: Context<'hours.confirm', Q>): Claim[] {
  const seen = new Set<string>();
  return input.lines.flatMap((line) => {
    const attendance = loaded.attendances.find((a) => a._id === line.attendanceId);
    if (!attendance) throw new Refused('NOT_FOUND');
    if (seen.has(attendance._id)) throw new Refused('BAD_INPUT', { field: 'lines' });
    seen.add(attendance._id);
    return attendance.credited ? [] : [{ attendance, minutes: line.minutes, reason: line.reason }];
  });
}

/**
 * The minutes stand in the ledger, so one update serves all, whatever each was credited. A stay still open
 * is left to its check-out or to the system: neither changes what lies inside the shift.
 */
async function settle(claims: readonly Claim[], slot: SlotDocument): Promise<void> {
  const ids = claims.map((c) => c.attendance._id);
  const waiting = { _id: _.in(ids), slotId: slot._id, credited: false };
  await update('attendances', waiting, { credited: true, toConfirm: _.remove() });
}

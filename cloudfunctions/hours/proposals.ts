import { crowdNotes } from '#domain/attendance/crowd';
import { countdown } from '#domain/hours/calendar';
import { netOf } from '#domain/hours/ledger';
import { minutesIn, proposeMinutes, shiftMinutes } from '#domain/hours/minutes';
import { serviceLineIdOf } from '#domain/ids';
import type { ProposalLine } from '#domain/hours/views';
import type { Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { slotCard } from '../activities/views';
import { reasonsOf, settledPairs, wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { following, foundAt, many, one, only, type Found } from '../core/loading';
import { useCase } from '../core/use-case';
import type { AttendanceDocument } from '../documents';
import { ledgerDay } from './append';
import { talliesOf } from './beside';
import { booksOf, creditsBeside } from './books';
import { aboutConfirming, nearOf, teamSubject } from './confirm';
import { arrivalOf, evidenceOf, flagsOf } from './evidence';
import { wordsLately } from './words-lately';
import { lineOf } from './views';

const aboutProposals = (slotId: string, accountId: string, now: Instant) =>
  following(aboutConfirming(slotId, accountId), ({ attendances, team }) => ({
    corrections: many('hours', 'corrects', attendances._id),
    people: only(many('accounts', '_id', attendances.accountId), ['name']),
    leader: only(one('accounts', team.leaderId), ['name']),
    tallies: many('tallies', '_id', talliesOf(foundAt(team.leaderId), now)),
  }));

/** What the rules propose to credit to everybody who was there, and what became of it. */
export const proposedHours = useCase('hours.proposals', {
  ask: ({ slotId }, me, _nonce, now) => aboutProposals(slotId, me.accountId, now),
  subject: (loaded) => teamSubject(loaded),

  async run({ loaded, settings, caller, me, now }) {
    const { slot, activity } = loaded;
    const span = { start: ms(slot.start), end: ms(slot.end) };
    const waiting = loaded.attendances.filter((a) => !a.credited).map((a) => a.accountId);
    const books = await booksOf(waiting, ledgerDay(slot), slot.teamId);
    const there = loaded.attendances.filter((a) => a.credited || wasThere(a));
    const hearing = { slot, activity, settings, by: me.accountId, near: nearOf(me, loaded) };
    const lines = there.map((attendance): ProposalLine => {
      const pairs = settledPairs(attendance, slot);
      const own = books.get(attendance.accountId);
      const others = own ? creditsBeside(own, serviceLineIdOf(attendance._id)) : [];
      const { minutes, present, reason } = proposeMinutes(span, pairs, settings.hours, others);
      return {
        attendanceId: attendance._id,
        name: loaded.people.find((p) => p._id === attendance.accountId)?.name ?? '',
        in: pairs[0]?.in ?? span.start,
        out: pairs[pairs.length - 1]?.out ?? span.end,
        present,
        minutes,
        reason,
        alone: minutesIn(span, evidenceOf(attendance, hearing).pairs, others),
        flags: flagsOf(attendance, hearing),
        reasons: reasonsOf(attendance),
        ...outcomeOf(attendance, loaded),
      };
    });
    return {
      activityId: activity._id,
      title: activity.title,
      slot: slotCard(slot, activity),
      shiftMinutes: shiftMinutes(span),
      due: slot.confirmBy ? countdown(now, ms(slot.confirmBy), settings.calendar) : null,
      inPlaceOfLeader: !caller.leads.includes(slot.teamId),
      lines: lines.sort((a, b) => a.in - b.in),
      crowd: crowdNotes(there.map(arrivalOf)),
      lately: wordsLately(loaded.leader?.name ?? '', loaded.tallies),
    };
  },
});

/** Confirmed: credited, on somebody else's list, or partly so. */
function outcomeOf(
  { _id, credited }: AttendanceDocument,
  { lines, corrections, cases }: Found<ReturnType<typeof aboutProposals>>,
): Pick<ProposalLine, 'credited' | 'waits'> {
  if (!credited) return { credited: null, waits: null };
  const waits = cases.find((c) => c.state === 'open' && (c.bookAs === _id || keyIn(c.openKey) === _id));
  return {
    credited: netOf(_id, [...lines, ...corrections].map(lineOf)),
    waits: waits ? { level: waits.level, minutes: waits.minutes } : null,
  };
}

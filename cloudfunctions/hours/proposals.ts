import type { Checked } from '#domain/contract';
import { CONFIRMED_AT_ONCE } from '#domain/hours/claims';
import { countdown } from '#domain/hours/calendar';
import { minutesIn, proposeMinutes, shiftMinutes } from '#domain/hours/minutes';
import { serviceLineIdOf } from '#domain/ids';
import type { ProposalLine } from '#domain/hours/views';
import type { Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { slotCard } from '../activities/views';
import { reasonsOf, settledPairs } from '../attendance/views';
import { ms } from '../core/clock';
import { following, foundAt, many, manyBy, one, only, type Found } from '../core/loading';
import { useCase } from '../core/use-case';
import type { AttendanceDocument, CaseDocument } from '../documents';
import { ledgerDay } from './append';
import { talliesOf } from './beside';
import { arrivalsOf, crowdOf, WAS_THERE } from './arrivals';
import { booksOf, creditsBeside, netWithin } from './books';
import { aboutShift, nearOf, teamSubject } from './confirm';
import { evidenceOf, flagsOf } from './evidence';
import { wordsLately } from './words-lately';

/** By their ids: who is confirmed, or comes in late, moves no page. */
const presencesOf = (slotId: string, after: string) =>
  manyBy<AttendanceDocument>('attendances', (name) => [
    {
      lookup: {
        from: 'attendances',
        pipeline: [
          { $match: { slotId, _id: { $gt: after } } },
          { $match: WAS_THERE },
          { $sort: { _id: 1 } },
          // One more than shown tells whether there are more.
          { $limit: CONFIRMED_AT_ONCE + 1 },
          { $project: { receipts: 0 } },
        ],
        as: name,
      },
    },
  ]);

type Waiting = Pick<CaseDocument, 'bookAs' | 'openKey' | 'level' | 'minutes'>;

/** Of these presences, what is on somebody's list. */
const waitingFor = (slotId: string) =>
  manyBy<Waiting>('cases', (name) => [
    {
      lookup: {
        from: 'cases',
        let: { ids: '$attendances._id' },
        pipeline: [
          { $match: { slotId } },
          {
            $match: {
              state: 'open',
              $expr: {
                $or: [
                  { $in: [{ $ifNull: ['$bookAs', ''] }, '$$ids'] },
                  { $in: [{ $arrayElemAt: ['$openKey', 1] }, '$$ids'] },
                ],
              },
            },
          },
          { $project: { bookAs: 1, openKey: 1, level: 1, minutes: 1 } },
        ],
        as: name,
      },
    },
  ]);

const aboutProposals = ({ slotId, after }: Checked<'hours.proposals'>, accountId: string, now: Instant) =>
  following(
    {
      ...aboutShift(slotId, accountId),
      attendances: presencesOf(slotId, after ?? ''),
      // What is said of the whole belongs to the first page.
      arrived: arrivalsOf(after === undefined ? slotId : ''),
    },
    ({ attendances, team }) => ({
      lines: only(many('hours', '_id', attendances._id), ['minutes']),
      corrections: only(many('hours', 'corrects', attendances._id), ['corrects', 'minutes']),
      cases: waitingFor(slotId),
      people: only(many('accounts', '_id', attendances.accountId), ['name']),
      leader: only(one('accounts', team.leaderId), ['name']),
      tallies: many('tallies', '_id', talliesOf(foundAt(team.leaderId), now)),
    }),
  );

/** What the rules propose to credit to those who were there, and what became of it: as many as are confirmed at once. */
export const proposedHours = useCase('hours.proposals', {
  ask: (input, me, _nonce, now) => aboutProposals(input, me.accountId, now),
  subject: (loaded) => teamSubject(loaded),

  async run({ loaded, settings, caller, me, now }) {
    const { slot, activity } = loaded;
    const span = { start: ms(slot.start), end: ms(slot.end) };
    const there = loaded.attendances.slice(0, CONFIRMED_AT_ONCE);
    const waiting = there.filter((a) => !a.credited).map((a) => a.accountId);
    const books = await booksOf(waiting, ledgerDay(slot), slot.teamId);
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
      crowd: crowdOf(loaded.arrived),
      lately: wordsLately(loaded.leader?.name ?? '', loaded.tallies),
      next: loaded.attendances.length > there.length ? (there[there.length - 1]?._id ?? null) : null,
    };
  },
});

/** Confirmed: credited, on somebody else's list, or partly so. */
function outcomeOf(
  { _id, credited }: AttendanceDocument,
  { lines, corrections, cases }: Found<ReturnType<typeof aboutProposals>>,
): Pick<ProposalLine, 'credited' | 'waits'> {
  if (!credited) return { credited: null, waits: null };
  const waits = cases.find((c) => c.bookAs === _id || keyIn(c.openKey) === _id);
  return {
    credited: netWithin(_id, [...lines, ...corrections]),
    waits: waits ? { level: waits.level, minutes: waits.minutes } : null,
  };
}

import { wasNeverOpen } from '#domain/activities/lifecycle';
import type { Checked, Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import {
  correctionRefusal,
  deciderRefusal,
  levelOfDay,
  makeUpRefusal,
  moved,
  type Level,
  type Reach,
} from '#domain/hours/cases';
import { netOf } from '#domain/hours/ledger';
import { roomIn } from '#domain/hours/minutes';
import { filedCaseIdOf, signupIdOf } from '#domain/ids';
import { withKey } from '#domain/unique';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { _, insert, update } from '../core/database';
import { byId, via } from '../core/question';
import { useCase, type Context, type Me } from '../core/use-case';
import type { HoursDocument, SlotDocument } from '../documents';
import { ledgerDay } from './append';
import { booksOf, creditedOn, creditsBeside, type Books } from './books';
import { listed, reachOf, reachQuestion, tooNearTo, unchanged } from './cases';
import { teamSubject } from './confirm';
import type { CaseDocument } from './documents';
import { lineOf } from './views';
import { checkWords } from './words';

type Filed = Output<'hours.file'>;

const question = ({ what, settles }: Checked<'hours.file'>, me: Me, nonce: string) => {
  const makeUp = what.kind === 'MAKE_UP';
  const place = makeUp ? signupIdOf(what.slotId, what.accountId) : '';
  return {
    line: byId('hours', makeUp ? place : what.lineId),
    slot: makeUp
      ? byId('slots', what.slotId, ['key', 'receipts'])
      : via('slots', '_id', 'line.slotId', ['key', 'receipts']),
    activity: via('activities', '_id', 'slot.activityId', ['receipts']),
    person: makeUp
      ? byId('accounts', what.accountId, ['receipts'])
      : via('accounts', '_id', 'line.accountId', ['receipts']),
    joined: via('memberships', 'accountId', 'person._id'),
    signups: byId('signups', place, ['receipts']),
    attendances: byId('attendances', place, ['receipts']),
    cases: via('cases', 'slotId', 'slot._id'),
    contest: byId('cases', settles ?? ''),
    before: byId('cases', filedCaseIdOf(me.identity, nonce)),
    ...reachQuestion('slot'),
  };
};
type Ctx = Context<'hours.file', ReturnType<typeof question>>;

/** Hours by a leader's or a staff member's word alone: written down, and credited once a second person agrees. */
export const file = useCase('hours.file', {
  ask: question,
  subject: (loaded) => teamSubject(loaded),

  async run(context) {
    const { input, loaded, settings, caller, me, now, audit } = context;
    const [before] = loaded.before;
    const c = before ?? (await caseOf(context));
    const result: Filed = { caseId: c._id, level: c.level };
    const contest = contestFor(context, c);
    if (!before) {
      await checkWords(input.reason, me);
      if (!caller.leads.includes(c.teamId)) {
        const after = { minutes: c.minutes, kind: c.kind };
        await audit({ subject: c._id, after, reason: input.reason });
      }
      const filed = { ...c, ...listed(c, settings, now) };
      if ((await insert('cases', filed)) === 'DUPLICATE') {
        const again = (await context.reload()).before[0];
        if (!again) throw new Refused('ALREADY_FILED');
        return { caseId: again._id, level: again.level };
      }
    }
    if (contest?.state === 'open') {
      const settling = { state: 'settling', settledBy: c._id, openFor: _.remove(), risesAt: _.remove() };
      await update('cases', unchanged(contest), settling);
    }
    return result;
  },
});

/** The question that this is to settle: open, of the same person and shift, and not the caller's own. */
function contestFor({ loaded, input, caller }: Ctx, c: CaseDocument): CaseDocument | null {
  if (input.settles === undefined) return null;
  const [contest] = loaded.contest;
  if (!contest || contest.accountId !== c.accountId || contest.slotId !== c.slotId)
    throw new Refused('NOT_FOUND');
  if (contest.settledBy === c._id) return contest;
  if (!moved(contest, 'file')) throw new Refused('ALREADY_DECIDED');
  const refused = deciderRefusal(contest, caller, tooNearTo(contest, loaded.person[0]));
  if (refused) throw new Refused(refused.code, refused.details);
  return contest;
}

interface Judged {
  readonly accountId: string;
  readonly lineId: string;
  readonly openKey: string;
  readonly books: Books;
}

async function caseOf(context: Ctx): Promise<CaseDocument> {
  const { input, loaded, settings, me, nonce, now } = context;
  const [slot] = loaded.slot;
  const [activity] = loaded.activity;
  const [team] = loaded.team;
  const [person] = loaded.person;
  if (!slot || !activity || !team || !person) throw new Refused('NOT_FOUND');
  if (slot.kind !== 'shift') throw new Refused('NOT_A_SHIFT');
  if (wasNeverOpen(activity.state)) throw new Refused('NOT_OPEN');
  const books = (await booksOf([person._id], ledgerDay(slot))).get(person._id);
  if (!books) throw new Refused('NOT_FOUND');
  const judged = input.what.kind === 'MAKE_UP' ? makeUp(context, slot, books) : correction(context, books);
  const { minutes, kind } = input.what;
  const id = filedCaseIdOf(me.identity, nonce);
  const reach: Reach = reachOf(team, loaded.stations, settings);
  const { lineId, openKey, accountId } = judged;
  return {
    ...reach,
    areas: [...reach.areas],
    centres: [...reach.centres],
    _id: id,
    bookAs: id,
    kind,
    minutes,
    accountId,
    openKey: withKey(id, openKey),
    lineId,
    ...(input.settles === undefined ? {} : { settles: input.settles }),
    state: 'open',
    risen: 0,
    further: false,
    answers: [],
    level: levelAfter(books, minutes, settings.hours),
    filedBy: me.accountId,
    filedAt: new Date(now),
    activityId: activity._id,
    slotId: slot._id,
    asked: [{ at: new Date(now), by: me.accountId, words: input.reason, nonce }],
  };
}

/** By what the day then comes to; taking hours away is nobody's above the team. */
export const levelAfter = (books: Books, minutes: number, rules: Parameters<typeof levelOfDay>[1]): Level =>
  minutes > 0 ? levelOfDay(creditedOn(books) + minutes, rules) : 'team';

function makeUp({ input, loaded, now }: Ctx, slot: SlotDocument, books: Books): Judged {
  const [person] = loaded.person;
  if (!person) throw new Refused('NOT_FOUND');
  const openKey = signupIdOf(slot._id, person._id);
  const [attendance] = loaded.attendances;
  const present = wasThere(attendance) && !attendance.credited;
  const made = books.around.some((line) => line.slotId === slot._id && line.kind !== 'correction');
  const joined = loaded.joined.some((m) => m.teamId === slot.teamId && m.state === 'active');
  const shift = { start: ms(slot.start), end: ms(slot.end) };
  const asked = {
    shift,
    minutes: input.what.minutes,
    most: roomIn(shift, creditsBeside(books, '')),
    belongs: joined || loaded.signups.length > 0,
    recorded: present || made,
  };
  const refused = makeUpRefusal(asked, now);
  if (refused) throw new Refused(refused.code, refused.details);
  const waits = loaded.cases.some(
    (c) => c.state === 'open' && c.kind !== 'CONTEST' && c.accountId === person._id,
  );
  if (waits) throw new Refused('ALREADY_FILED');
  return { accountId: person._id, lineId: '', openKey, books };
}

function correction({ input, loaded }: Ctx, books: Books): Judged {
  const [line] = loaded.line;
  if (!line) throw new Refused('NOT_FOUND');
  const lineId = line.corrects ?? line._id;
  const refused = correctionRefusalBy(books, line, input.what.minutes);
  if (refused) throw new Refused(refused.code, refused.details);
  return { accountId: line.accountId, lineId, openKey: lineId, books };
}

/** What the books say to so many more or fewer minutes of a line. */
export function correctionRefusalBy(books: Books, line: HoursDocument, minutes: number) {
  const lineId = line.corrects ?? line._id;
  const net = netOf(lineId, books.around.map(lineOf));
  const shift = { start: ms(line.start), end: ms(line.end) };
  return correctionRefusal({ minutes, net, most: roomIn(shift, creditsBeside(books, lineId)) });
}

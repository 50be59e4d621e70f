import type { Checked, Output } from '#domain/contract';
import { defined } from '#domain/defined';
import { refuseIf, Refused } from '#domain/errors';
import { correctionRefusal, makeUpRefusal, type Reach } from '#domain/hours/cases';
import { filingRefusal, levelAfter } from '#domain/hours/claims';
import { settleRefusal } from '#domain/hours/decisions';
import { roomIn } from '#domain/hours/minutes';
import { filedCaseIdOf, signupIdOf } from '#domain/ids';
import { withKey } from '#domain/unique';
import { ACTIVITY_BULK, SLOT_KEY } from '../activities/views';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { _, insert, update } from '../core/database';
import { following, many, one } from '../core/loading';
import { useCase, type Context, type Me } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { HoursDocument, SlotDocument } from '../documents';
import { ledgerDay } from './append';
import { talliesOf } from './beside';
import { booksOf, creditedOn, creditsBeside, netWithin, type Books } from './books';
import { listed, reachOf, teamAbove, tooNearTo, unchanged } from './cases';
import { teamSubject } from './confirm';
import type { CaseDocument } from './documents';
import { shiftOf } from './views';

type Filed = Output<'hours.file'>;

type What = Checked<'hours.file'>['what'];

/** The line that is to be corrected, or the place in a shift that has none; whose it is, and what waits there. */
const aboutFiling = ({ what, settles }: Checked<'hours.file'>, me: Me, nonce: string) => {
  const signupId = what.kind === 'MAKE_UP' ? signupIdOf(what.slotId, what.accountId) : '';
  return {
    ...following(shiftAndPerson(what, signupId), ({ slot, person }) => ({
      activity: one('activities', slot.activityId, ACTIVITY_BULK),
      joined: many('memberships', 'accountId', person._id),
      cases: many('cases', 'slotId', slot._id),
      ...teamAbove(slot),
    })),
    signup: one('signups', signupId, ['receipts']),
    attendance: one('attendances', signupId, ['receipts']),
    contest: one('cases', settles ?? ''),
    before: one('cases', filedCaseIdOf(me.identity, nonce)),
  };
};
type Filing = Context<'hours.file', ReturnType<typeof aboutFiling>>;

const shiftAndPerson = (what: What, signupId: string) => {
  const makeUp = what.kind === 'MAKE_UP' ? what : null;
  const found = { line: one('hours', makeUp ? signupId : what.kind === 'CORRECTION' ? what.lineId : '') };
  return following(found, ({ line }) => ({
    slot: one('slots', makeUp ? makeUp.slotId : line.slotId, SLOT_KEY),
    person: one('accounts', makeUp ? makeUp.accountId : line.accountId, ['receipts']),
  }));
};

/** Hours by a leader's or a staff member's word alone: written down, and credited once a second person agrees. */
export const fileHours = useCase('hours.file', {
  ask: aboutFiling,
  subject: (loaded) => teamSubject(loaded),

  async run(context) {
    const { input, loaded, settings, caller, me, now, audit } = context;
    const { before } = loaded;
    const c = before ?? (await caseOf(context));
    const result: Filed = { caseId: c._id, level: c.level };
    const contest = contestFor(context, c);
    if (!before) {
      await refuseRisky(input.reason, me.openid, 'post');
      if (!caller.leads.includes(c.teamId)) {
        const after = { minutes: c.minutes, kind: c.kind };
        await audit({ subject: c._id, after, reason: input.reason });
      }
      const filed = { ...c, ...listed(c, settings, now) };
      if ((await insert('cases', filed)) === 'DUPLICATE') {
        const again = (await context.reload()).before;
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

/** The question that this is to settle, if it is to settle one. */
function contestFor({ loaded, input, caller }: Filing, c: CaseDocument): CaseDocument | null {
  if (input.settles === undefined) return null;
  const { contest, person } = loaded;
  const settled = contest?.settledBy === c._id && isOf(contest, c);
  if (!settled) refuseIf(settleRefusal(contest, c, caller, contest ? tooNearTo(contest, person) : []));
  return contest ?? null;
}

const isOf = (contest: CaseDocument, { accountId, slotId }: CaseDocument): boolean =>
  contest.accountId === accountId && contest.slotId === slotId;

/** What is filed about: whose hours, which line, and under which key nobody else files the same. */
interface FiledAbout {
  readonly accountId: string;
  readonly lineId: string;
  readonly openKey: string;
  readonly books: Books;
}

async function caseOf(context: Filing): Promise<CaseDocument> {
  const { input, loaded, settings, me, nonce, now } = context;
  const { slot, activity, team, person } = loaded;
  if (!slot || !activity || !team || !person) throw new Refused('NOT_FOUND');
  refuseIf(filingRefusal(slot.kind, activity.state));
  const books = (await booksOf([person._id], ledgerDay(slot), slot.teamId)).get(person._id);
  if (!books) throw new Refused('NOT_FOUND');
  const about = input.what.kind === 'MAKE_UP' ? makeUp(context, slot, books) : correction(context, books);
  const { minutes, kind } = input.what;
  const id = filedCaseIdOf(me.identity, nonce);
  const reach: Reach = reachOf(team, loaded.stations, settings);
  const { lineId, openKey, accountId } = about;
  return defined({
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
    settles: input.settles,
    state: 'open' as const,
    risen: 0,
    further: false,
    answers: [],
    level: levelAfter(creditedOn(books), minutes, settings.hours),
    filedBy: me.accountId,
    filedAt: new Date(now),
    activityId: activity._id,
    slotId: slot._id,
    asked: [{ at: new Date(now), by: me.accountId, words: input.reason, nonce }],
    reasons: { flags: [], crowd: [], tallies: talliesOf(me.accountId, now) },
  });
}

function makeUp({ input, loaded, now }: Filing, slot: SlotDocument, books: Books): FiledAbout {
  const { person, attendance, joined, signup, cases } = loaded;
  if (!person) throw new Refused('NOT_FOUND');
  const present = wasThere(attendance) && !attendance.credited;
  const made = books.around.some((line) => line.slotId === slot._id && line.kind !== 'correction');
  const member = joined.some((m) => m.teamId === slot.teamId && m.state === 'active');
  const shift = shiftOf(slot);
  const asked = {
    shift,
    minutes: input.what.minutes,
    most: roomIn(shift, creditsBeside(books, '')),
    belongs: member || signup !== undefined,
    recorded: present || made,
    filed: cases.some((c) => c.state === 'open' && c.kind !== 'CONTEST' && c.accountId === person._id),
  };
  refuseIf(makeUpRefusal(asked, now));
  return { accountId: person._id, lineId: '', openKey: signupIdOf(slot._id, person._id), books };
}

function correction({ input, loaded }: Filing, books: Books): FiledAbout {
  const { line } = loaded;
  if (!line) throw new Refused('NOT_FOUND');
  const lineId = line.corrects ?? line._id;
  refuseIf(correctionRefusalBy(books, line, input.what.minutes));
  return { accountId: line.accountId, lineId, openKey: lineId, books };
}

/** What the books say to so many more or fewer minutes of a line. */
export function correctionRefusalBy(books: Books, line: HoursDocument, minutes: number) {
  const lineId = line.corrects ?? line._id;
  const net = netWithin(lineId, books.around);
  const shift = { start: ms(line.start), end: ms(line.end) };
  return correctionRefusal({ minutes, net, most: roomIn(shift, creditsBeside(books, lineId)) });
}

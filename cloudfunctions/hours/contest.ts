import type { Checked, Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { hoursRefusal } from '#domain/hours/claims';
import { furtherRefusal } from '#domain/hours/decisions';
import { contestIdOf, signupIdOf } from '#domain/ids';
import { noKey } from '#domain/unique';
import { SLOT_SECRETS } from '../activities/views';
import { insert, update, _ } from '../core/database';
import { following, needed, one, type Key, type Paths } from '../core/loading';
import { useCase, type Context, type Me } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { HoursDocument, SlotDocument } from '../documents';
import { listed, moveUpdate, reachOf, teamAbove, unchanged } from './cases';
import type { CaseDocument } from './documents';
import { itsPerson } from './person';
import { withFiled } from './settling';
import { shiftOf } from './views';

type About = Checked<'hours.contest'>['about'];

/** The question itself, and the line or the sign-up that it is about. */
const aboutContest = ({ about }: { about: About }, me: Me) => {
  const signupId = about.kind === 'slot' ? signupIdOf(about.slotId, about.personId ?? me.accountId) : '';
  const caseId =
    about.kind === 'case' ? about.caseId : contestIdOf(about.kind === 'line' ? about.lineId : signupId);
  const found = {
    contest: one('cases', caseId),
    line: one('hours', about.kind === 'line' ? about.lineId : ''),
    signup: one('signups', signupId, ['receipts']),
  };
  return following(
    following(found, ({ contest, line }) => ({
      filed: one('cases', contest.settledBy),
      slot: one('slots', about.kind === 'slot' ? about.slotId : line.slotId, SLOT_SECRETS),
      person: needed(one('accounts', personIn(about, me, contest, line), ['receipts'])),
    })),
    ({ slot }) => teamAbove(slot),
  );
};
type Contesting = Context<'hours.contest', ReturnType<typeof aboutContest>>;

const personIn = (about: About, me: Me, contest: Paths<CaseDocument>, line: Paths<HoursDocument>): Key => {
  if (about.kind === 'slot') return about.personId ?? me.accountId;
  return about.kind === 'case' ? contest.accountId : line.accountId;
};

/** A volunteer's question about a line, about one that is missing, or about what was answered: in own words. */
export const contestHours = useCase('hours.contest', {
  ask: aboutContest,
  subject: itsPerson,

  async run(context) {
    const { input, loaded, me, nonce } = context;
    const { contest, person } = loaded;
    if (contest?.asked.some((a) => a.nonce === nonce)) return answerOf(contest);
    if (input.about.kind === 'slot' && !loaded.signup) throw new Refused('NOT_FOUND');
    await refuseRisky(input.words, me.openid, 'post');
    if (input.about.kind === 'case') return takeFurther(context);
    if (contest) throw new Refused('ALREADY_ASKED');
    return askFirst(context, person._id);
  },
});

const answerOf = ({ _id, state }: CaseDocument): Output<'hours.contest'> => ({ caseId: _id, state });

async function askFirst(context: Contesting, accountId: string) {
  const { input, loaded, settings, me, nonce, now, reload } = context;
  const { slot, team, line } = loaded;
  if (!slot || !team) throw new Refused('NOT_FOUND');
  refuseIf(hoursRefusal(shiftOf(slot), now));
  const reach = reachOf(team, loaded.stations, settings);
  const id = contestIdOf(line?._id ?? signupIdOf(slot._id, accountId));
  const c: CaseDocument = {
    ...reach,
    areas: [...reach.areas],
    centres: [...reach.centres],
    _id: id,
    openKey: noKey(id),
    kind: 'CONTEST',
    state: 'open',
    level: 'team',
    risen: 0,
    further: false,
    minutes: 0,
    answers: [],
    accountId,
    filedBy: me.accountId,
    filedAt: new Date(now),
    ...occasionOf(slot),
    lineId: line?._id ?? '',
    asked: [{ at: new Date(now), by: me.accountId, words: input.words, nonce }],
    tellAt: new Date(now),
  };
  if ((await insert('cases', { ...c, ...listed(c, settings, now) })) === 'INSERTED') return answerOf(c);
  const first = (await reload()).contest;
  if (!first?.asked.some((a) => a.nonce === nonce)) throw new Refused('ALREADY_ASKED');
  return answerOf(first);
}

const occasionOf = (slot: SlotDocument) => ({ slotId: slot._id, activityId: slot.activityId });

/** Once: to the staff above the team. */
async function takeFurther(context: Contesting) {
  const { input, loaded, settings, me, nonce, now, reload } = context;
  const { contest: stored, filed } = loaded;
  const c = stored && withFiled(stored, filed);
  refuseIf(furtherRefusal(c));
  const move = c && moveUpdate(c, 'further', settings, now);
  if (!stored || !move) throw new Refused('ALREADY_DECIDED');
  const again = { at: new Date(now), by: me.accountId, words: input.words, nonce };
  const asked = _.push({ each: [again], slice: -2 });
  const change = { ...move.update, asked, settledBy: _.remove(), tellAt: new Date(now) };
  if ((await update('cases', unchanged(stored), change)) === 1) {
    return { caseId: stored._id, state: move.next.state };
  }
  const first = (await reload()).contest;
  if (!first?.asked.some((a) => a.nonce === nonce)) throw new Refused('ALREADY_DECIDED');
  return answerOf(first);
}

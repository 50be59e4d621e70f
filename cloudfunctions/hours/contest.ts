import type { Checked, Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { moved } from '#domain/hours/cases';
import { contestIdOf, signupIdOf } from '#domain/ids';
import { noKey } from '#domain/unique';
import { ms } from '../core/clock';
import { insert, update, _ } from '../core/database';
import { byId, via } from '../core/question';
import { useCase, type Context, type Me } from '../core/use-case';
import type { SlotDocument } from '../documents';
import { listed, moveUpdate, reachOf, reachQuestion, unchanged } from './cases';
import type { CaseDocument } from './documents';
import { actedFor } from './person';
import { withFiled } from './settling';
import { checkWords } from './words';

const question = ({ about }: Checked<'hours.contest'>, me: Me) => {
  const place = about.kind === 'slot' ? signupIdOf(about.slotId, about.personId ?? me.accountId) : '';
  const caseId =
    about.kind === 'case' ? about.caseId : contestIdOf(about.kind === 'line' ? about.lineId : place);
  return {
    cases: byId('cases', caseId),
    filed: via('cases', '_id', 'cases.settledBy'),
    line: byId('hours', about.kind === 'line' ? about.lineId : ''),
    slot:
      about.kind === 'slot'
        ? byId('slots', about.slotId, ['roster', 'key', 'receipts'])
        : via('slots', '_id', 'line.slotId', ['roster', 'key', 'receipts']),
    signups: byId('signups', place, ['receipts']),
    person:
      about.kind === 'slot'
        ? byId('accounts', about.personId ?? me.accountId, ['receipts'])
        : via('accounts', '_id', about.kind === 'case' ? 'cases.accountId' : 'line.accountId', ['receipts']),
    ...reachQuestion('slot'),
  };
};
type Ctx = Context<'hours.contest', ReturnType<typeof question>>;

/** A volunteer's question about a line, about one that is missing, or about what was answered: in own words. */
export const contest = useCase('hours.contest', {
  ask: question,

  async run(context) {
    const { input, loaded, me, nonce } = context;
    const [asked] = loaded.cases;
    const replay = asked?.asked.some((a) => a.nonce === nonce) ? asked : undefined;
    if (replay) return answerOf(replay);
    const { _id: accountId } = actedFor(loaded, context.caller);
    if (input.about.kind === 'slot' && loaded.signups.length === 0) throw new Refused('NOT_FOUND');
    await checkWords(input.words, me);
    if (input.about.kind === 'case') return further(context);
    if (asked) throw new Refused('ALREADY_ASKED');
    return ask(context, accountId);
  },
});

const answerOf = ({ _id, state }: CaseDocument): Output<'hours.contest'> => ({ caseId: _id, state });

async function ask(context: Ctx, accountId: string) {
  const { input, loaded, settings, me, nonce, now, reload } = context;
  const [slot] = loaded.slot;
  const [team] = loaded.team;
  const [line] = loaded.line;
  if (!slot || !team) throw new Refused('NOT_FOUND');
  if (slot.kind !== 'shift') throw new Refused('NOT_A_SHIFT');
  if (now < ms(slot.end)) throw new Refused('NOT_FINISHED', { at: ms(slot.end) });
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
  const [first] = (await reload()).cases;
  if (!first?.asked.some((a) => a.nonce === nonce)) throw new Refused('ALREADY_ASKED');
  return answerOf(first);
}

const occasionOf = (slot: SlotDocument) => ({ slotId: slot._id, activityId: slot.activityId });

/** Once: to the staff above the team. */
async function further(context: Ctx) {
  const { input, loaded, settings, me, nonce, now, reload } = context;
  const [stored] = loaded.cases;
  if (stored?.kind !== 'CONTEST') throw new Refused('NOT_FOUND');
  const c = withFiled(stored, loaded.filed[0]);
  const move = moveUpdate(c, 'further', settings, now);
  if (!move)
    throw new Refused(moved({ ...c, further: false }, 'further') ? 'ALREADY_ASKED' : 'ALREADY_DECIDED');
  const again = { at: new Date(now), by: me.accountId, words: input.words, nonce };
  const asked = _.push({ each: [again], slice: -2 });
  const change = { ...move.update, asked, settledBy: _.remove(), tellAt: new Date(now) };
  if ((await update('cases', unchanged(stored), change)) === 1) {
    return { caseId: stored._id, state: move.next.state };
  }
  const [first] = (await reload()).cases;
  if (!first?.asked.some((a) => a.nonce === nonce)) throw new Refused('ALREADY_DECIDED');
  return answerOf(first);
}

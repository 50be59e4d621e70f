import type { Caller } from '#domain/accounts/access';
import { deciderRefusal, moved } from '#domain/hours/cases';
import { netOf } from '#domain/hours/ledger';
import { verdicts, type CaseScope, type CaseView } from '#domain/hours/views';
import { ms } from '../core/clock';
import { _, aggregate, type Stage } from '../core/database';
import { having, ME, stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { AccountDocument, ActivityDocument, HoursDocument, SlotDocument } from '../documents';
import { tooNearTo } from './cases';
import type { CaseDocument } from './documents';
import { withFiled } from './settling';
import { lineOf } from './views';

const CASES_AT_MOST = 50;
const SECRETS = ['openid', 'phone', 'codeKey', 'receipts', 'volunteer', 'consents'];

type Found = CaseDocument & {
  slot: SlotDocument[];
  activity: ActivityDocument[];
  filed: CaseDocument[];
  line: HoursDocument[];
  corrections: HoursDocument[];
  people: AccountDocument[];
  others: AccountDocument[];
};

const withAll: Stage[] = [
  ...stagesOf('slot', via('slots', '_id', 'slotId', ['roster', 'key', 'receipts'])),
  ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
  ...stagesOf('filed', via('cases', '_id', 'settledBy')),
  ...stagesOf('line', via('hours', '_id', 'lineId')),
  ...stagesOf('corrections', via('hours', 'corrects', 'lineId')),
  ...stagesOf('people', via('accounts', '_id', 'accountId', SECRETS)),
  { addFields: { speakers: { $concatArrays: ['$asked.by', '$answers.by'] } } },
  ...stagesOf('others', via('accounts', '_id', 'speakers', SECRETS)),
];

/** What I asked, what I filed, or what waits for me: with everything that is needed to see it through. */
export const cases = useCase('hours.cases', {
  ask: () => ({ kept: having('accounts', 'keptBy', ME, SECRETS) }),

  async run({ input, loaded, me, caller }) {
    const mine = [me.accountId, ...loaded.kept.map((person) => person._id)];
    const offices = [...caller.leads, ...caller.duties];
    if (input.scope === 'waiting' && offices.length === 0) return { cases: [] };
    const found = await aggregate<Found>(
      'cases',
      [...stagesFor(input.scope, mine, me.accountId, offices)],
      CASES_AT_MOST,
      withAll,
    );
    return { cases: found.map((c) => viewOf(c, caller, mine)) };
  },
});

function stagesFor(scope: CaseScope, mine: string[], me: string, offices: string[]): Stage[] {
  switch (scope) {
    case 'mine':
      return [{ match: { accountId: _.in(mine) } }, { sort: { filedAt: -1, _id: 1 } }];
    case 'filed':
      return [{ match: { filedBy: me, kind: _.neq('CONTEST') } }, { sort: { filedAt: -1, _id: 1 } }];
    case 'waiting':
      return [{ match: { openFor: _.in(offices) } }, { sort: { filedAt: 1, _id: 1 } }];
  }
}

function viewOf(found: Found, caller: Caller, mine: readonly string[]): CaseView {
  const c = withFiled(found, found.filed[0]);
  const { kind, state, level, risen, accountId, activityId, slotId, minutes } = c;
  const [person] = found.people;
  const [line] = found.line;
  const [slot] = found.slot;
  const [activity] = found.activity;
  const nameOf = (id: string) => found.others.find((a) => a._id === id)?.name ?? '';
  const refused = deciderRefusal(c, caller, tooNearTo(c, person));
  const lineId = line?.corrects ?? line?._id;
  return {
    id: c._id,
    kind,
    state,
    level,
    risen,
    activityId,
    slotId,
    minutes,
    person: { id: accountId, name: person?.name ?? '' },
    lineId: c.lineId === '' ? null : c.lineId,
    title: activity?.title ?? '',
    teamName: activity?.teamName ?? '',
    start: slot ? ms(slot.start) : 0,
    end: slot ? ms(slot.end) : 0,
    net: lineId === undefined ? null : netOf(lineId, [...found.line, ...found.corrections].map(lineOf)),
    filedAt: ms(c.filedAt),
    asked: c.asked.map(({ at, by, words }) => ({ at: ms(at), name: nameOf(by), words })),
    answers: c.answers.map(({ at, by, verdict, words }) => ({
      at: ms(at),
      name: nameOf(by),
      verdict,
      words,
    })),
    may: refused ? [] : verdicts.filter((verdict) => moved(c, verdict) !== null),
    own: refused?.code === 'SAME_PERSON',
    mayGoFurther: mine.includes(accountId) && moved(c, 'further') !== null,
  };
}

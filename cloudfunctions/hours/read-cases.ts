import type { Caller } from '#domain/accounts/access';
import { deciderRefusal, moved, verdicts } from '#domain/hours/cases';
import { netOf } from '#domain/hours/ledger';
import { mutuallyAgreed } from '#domain/hours/reasons';
import type { CaseReasons, CaseScope, CaseView } from '#domain/hours/views';
import { ACTIVITY_BULK, SLOT_SECRETS } from '../activities/views';
import { ms } from '../core/clock';
import { _, type Stage } from '../core/database';
import { findWith, following, many, ME, one, only, placesIn } from '../core/loading';
import { useCase } from '../core/use-case';
import { tooNearTo } from './cases';
import { withFiled } from './settling';
import { lineOf } from './views';
import { wordsLately } from './words-lately';

const CASES_AT_MOST = 50;
const SECRETS = ['openid', 'phone', 'codeKey', 'receipts', 'volunteer', 'consents'] as const;

/** Everybody who has said something in it. */
const speakers = { addFields: { speakers: { $concatArrays: ['$asked.by', '$answers.by'] } } };
const SPEAKERS = placesIn<{ speakers: string[] }>().speakers;

const casesWithAll = (stages: readonly Stage[]) =>
  findWith(
    'cases',
    [...stages, { limit: CASES_AT_MOST }, speakers],
    CASES_AT_MOST,
    ({ slotId, activityId, settledBy, lineId, accountId, filedBy, reasons }) => ({
      slot: one('slots', slotId, SLOT_SECRETS),
      activity: one('activities', activityId, ACTIVITY_BULK),
      filed: one('cases', settledBy),
      line: one('hours', lineId),
      corrections: many('hours', 'corrects', lineId),
      person: one('accounts', accountId, SECRETS),
      others: many('accounts', '_id', SPEAKERS, SECRETS),
      ...following({ tallies: many('tallies', '_id', reasons.tallies) }, ({ tallies }) => ({
        named: only(many('accounts', '_id', tallies.people), ['name']),
        filer: only(one('accounts', filedBy), ['name']),
      })),
    }),
  );
type CaseWithAll = Awaited<ReturnType<typeof casesWithAll>>[number];

/** What I asked, what I filed, or what waits for me: with everything that is needed to see it through. */
export const hoursCases = useCase('hours.cases', {
  ask: () => ({ kept: many('accounts', 'keptBy', ME, SECRETS) }),

  async run({ input, loaded, me, caller }) {
    const mine = [me.accountId, ...loaded.kept.map((person) => person._id)];
    const offices = [...caller.leads, ...caller.duties];
    if (input.scope === 'waiting' && offices.length === 0) return { cases: [] };
    const found = await casesWithAll(inScope(input.scope, mine, me.accountId, offices));
    const waiting = input.scope === 'waiting';
    return {
      cases: found.map((c) => ({ ...viewOf(c, caller, mine), reasons: waiting ? reasonsIn(c) : null })),
    };
  },
});

function inScope(scope: CaseScope, mine: string[], me: string, offices: string[]): Stage[] {
  switch (scope) {
    case 'mine':
      return [{ match: { accountId: _.in(mine) } }, { sort: { filedAt: -1, _id: 1 } }];
    case 'filed':
      return [{ match: { filedBy: me, kind: _.neq('CONTEST') } }, { sort: { filedAt: -1, _id: 1 } }];
    case 'waiting':
      return [{ match: { openFor: _.in(offices) } }, { sort: { filedAt: 1, _id: 1 } }];
  }
}

function viewOf(found: CaseWithAll, caller: Caller, mine: readonly string[]): Omit<CaseView, 'reasons'> {
  const { person, line, slot, activity } = found;
  const c = withFiled(found, found.filed);
  const { kind, state, level, risen, accountId, activityId, slotId, minutes } = c;
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
    net: lineId === undefined ? null : netOf(lineId, linesOf(found)),
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

const linesOf = ({ line, corrections }: CaseWithAll) =>
  (line ? [line, ...corrections] : corrections).map(lineOf);

function reasonsIn({ reasons, tallies, named, filer }: CaseWithAll): CaseReasons | null {
  if (!reasons) return null;
  const mutual = [...mutuallyAgreed(tallies)].map(([who, times]) => ({
    name: named.find(({ _id }) => _id === who)?.name ?? '',
    times,
  }));
  const { flags, crowd } = reasons;
  return { flags, crowd, lately: wordsLately(filer?.name ?? '', tallies), mutual };
}

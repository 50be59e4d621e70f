import { isCalled, NO_COUNTS } from '#domain/callups/rules';
import { callKeyOf, sheetIdOf } from '#domain/ids';
import { leftOf } from '#domain/messages/grants';
import type { Instant } from '#domain/time';
import { isUnbound } from '../accounts/fresh';
import { _, aggregate, find, insert, update } from '../core/database';
import { earliest, findWith, one, only } from '../core/loading';
import { later } from '../core/pieces';
import type { Slices, Sweep, Work } from '../core/sweep';
import type { Called, CallList, CallupDocument, SheetDocument } from '../documents';

/** People of a sheet. */
export const SHEET = 250;
/** Call-ups of one run. */
const BATCH = 20;

/**
 * Puts on lists whom they call, a sheet at a time. How far it has come stands in the call-up; nobody is on two sheets of a
 * list, as the database refuses that, so a run that is broken off and begun again, or two at once, call nobody twice.
 */
export const gatherCalls: Sweep = {
  on: earliest('callups', 'dueAt'),

  async *slices(work) {
    const due = { dueAt: _.lte(new Date(work.now)) };
    for (const { _id } of await find('callups', due, { limit: BATCH, order: [['dueAt', 'asc']] }))
      yield* gatherFor(_id, work);
  },
};

async function* gatherFor(_id: string, work: Work): Slices {
  const putOff = () => update('callups', { _id, dueAt: _.exists(true) }, { dueAt: later(work.now) });
  for (let goesOn = true; goesOn;) {
    goesOn = false;
    await work.done(async () => {
      goesOn = await gatherSheet(_id, work);
    }, putOff);
    yield;
  }
}

/** False once all are on their lists. */
async function gatherSheet(_id: string, work: Work): Promise<boolean> {
  const [callup] = await find('callups', { _id }, { limit: 1 });
  const at = callup?.lists.findIndex(({ complete }) => !complete) ?? -1;
  const list = callup?.lists[at];
  if (callup?.state !== 'open' || !list) {
    // Not where another list has been added meanwhile.
    const lists = callup?.lists.length ?? 0;
    await update('callups', { _id, [`lists.${lists}`]: _.exists(false) }, { dueAt: _.remove() });
    return false;
  }
  const teams = callup.teams[at + 1] ?? [];
  const { people, after } = await nextMembers(teams, list.after);
  const fresh = await notCalledYet(callup, at + 1, peopleCalled(people, list, work));
  const here = `lists.${at}`;
  const asRead = { _id, [`${here}.sheets`]: list.sheets };
  if (fresh.length > 0) {
    const inserted = await insert('sheets', sheetOf(callup, at + 1, list.sheets, fresh, work.now));
    // Another run has written this one, or died after it: what is left of these comes on the next.
    if (inserted === 'DUPLICATE') {
      await update('callups', asRead, { [`${here}.sheets`]: _.inc(1) });
      return true;
    }
    work.count('called', fresh.length);
  }
  const complete = after.team >= teams.length;
  const sheets = list.sheets + (fresh.length > 0 ? 1 : 0);
  await update('callups', asRead, {
    [`${here}.after`]: _.set(after),
    [`${here}.sheets`]: sheets,
    [`${here}.complete`]: complete,
  });
  return true;
}

const memberPage = (teamId: string, after: string, many: number) =>
  findWith(
    'memberships',
    [{ match: { memberOf: teamId, order: _.gt(after) } }, { sort: { order: 1 } }],
    many,
    ({ accountId }) => ({
      account: only(one('accounts', accountId), ['openid', 'volunteer', 'grants']),
    }),
    ['accountId', 'order'],
  );
type Member = Awaited<ReturnType<typeof memberPage>>[number];

/** Members of its teams, as many as a sheet has, and where the next begin. */
async function nextMembers(
  teams: readonly string[],
  from: CallList['after'],
): Promise<{ people: Member[]; after: CallList['after'] }> {
  const people: Member[] = [];
  let { team, order } = from;
  while (people.length < SHEET && team < teams.length) {
    const wanted = SHEET - people.length;
    const page = await memberPage(teams[team] ?? '', order, wanted);
    people.push(...page);
    const last = page[page.length - 1];
    if (last?.order !== undefined && page.length === wanted) order = last.order;
    else [team, order] = [team + 1, ''];
  }
  return { people, after: { team, order } };
}

/** Each once, with how they are reached. */
function peopleCalled(members: readonly Member[], { skills }: CallList, { settings, now }: Work) {
  const called = new Map<string, Called>();
  for (const { accountId, account } of members) {
    if (!account || !isCalled(account.volunteer, skills, settings, now)) continue;
    const told = !isUnbound(account) && leftOf(account.grants, 'calledUp') > 0;
    called.set(accountId, told ? { standing: 'silent' } : { standing: 'silent', byPhone: true });
  }
  return [...called];
}

/** Without those who are on this list already, and those who are out on another. */
async function notCalledYet(
  { _id }: CallupDocument,
  list: number,
  people: readonly (readonly [string, Called])[],
): Promise<(readonly [string, Called])[]> {
  if (people.length === 0) return [];
  const ids = people.map(([id]) => id);
  const lists = Array.from({ length: list }, (_each, i) => i + 1);
  const keys = lists.flatMap((each) => ids.map((id) => callKeyOf(_id, each, id)));
  const those = {
    $filter: { input: { $objectToArray: '$people' }, as: 'each', cond: { $in: ['$$each.k', ids] } },
  };
  const there = await aggregate<{ list: number; found: { k: string; standing: string }[] }>(
    'sheets',
    [{ match: { keys: _.in(keys) } }],
    keys.length,
    [
      {
        project: {
          list: 1,
          found: { $map: { input: those, as: 'one', in: { k: '$$one.k', standing: '$$one.v.standing' } } },
        },
      },
    ],
  );
  const known = new Set(
    there.flatMap((sheet) =>
      sheet.found.filter(({ standing }) => sheet.list === list || standing === 'coming').map(({ k }) => k),
    ),
  );
  return people.filter(([id]) => !known.has(id));
}

function sheetOf(
  { _id: callupId }: CallupDocument,
  list: number,
  no: number,
  people: readonly (readonly [string, Called])[],
  now: Instant,
): SheetDocument {
  const accounts = people.map(([id]) => id);
  return {
    _id: sheetIdOf(callupId, list, no),
    callupId,
    list,
    no,
    keys: accounts.map((id) => callKeyOf(callupId, list, id)),
    accounts,
    people: Object.fromEntries(people),
    counts: { ...NO_COUNTS, silent: accounts.length },
    liveFor: accounts,
    tellAt: new Date(now),
  };
}

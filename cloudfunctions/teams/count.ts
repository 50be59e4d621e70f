import { teamMembersIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { _, find, update } from '../core/database';
import { earliest } from '../core/loading';
import { later } from '../core/pieces';
import type { Sweep } from '../core/sweep';
import { addUp } from '../core/tallies';
import type { MembershipDocument } from './documents';

const BATCH = 200;

/** Whoever comes or goes changes how many are in the team; what is counted of a membership stands in itself. */
export const countMembers: Sweep = {
  on: earliest('memberships', 'countAt'),

  async *slices(work) {
    for (;;) {
      const changed = await find(
        'memberships',
        { countAt: _.lte(new Date(work.now)) },
        { order: [['countAt', 'asc']], limit: BATCH },
      );
      for (const teamId of new Set(changed.map((membership) => membership.teamId))) {
        const ids = changed.filter((m) => m.teamId === teamId).map(({ _id }) => _id);
        const putOff = () => update('memberships', asRead(ids, work.now), { countAt: later(work.now) });
        if (await work.done(() => countIn(teamId, ids, work.now), putOff)) work.count('counted', ids.length);
        yield;
      }
      if (changed.length < BATCH) return;
    }
  },
};

const asRead = (ids: readonly string[], now: Instant) => ({
  _id: _.in(ids),
  countAt: _.lte(new Date(now)),
});

async function countIn(teamId: string, ids: readonly string[], now: Instant): Promise<void> {
  const to = teamMembersIdOf(teamId);
  await addUp(to, async () => {
    const found = await find('memberships', { _id: _.in(ids) }, { limit: ids.length });
    const come = found.filter((m) => isSettled(m) && countedChange(m) > 0).map(({ _id }) => _id);
    const gone = found.filter((m) => isSettled(m) && countedChange(m) < 0).map(({ _id }) => _id);
    if (come.length + gone.length === 0) return null;
    const adds = [{ to, sum: 'members' as const, n: come.length - gone.length }];
    return { from: 'memberships' as const, ids: come, gone, adds };
  });
  // As they are counted now, whatever came meanwhile; those that are not settled are looked at again.
  const seen = asRead(ids, now);
  await update('memberships', { ...seen, memberOf: _.exists(true), counted: true }, { countAt: _.remove() });
  const out = { ...seen, memberOf: _.exists(false), counted: _.exists(false) };
  await update('memberships', out, { countAt: _.remove() });
  await update('memberships', { ...seen, leading: _.exists(true) }, { countAt: later(now) });
}

/** Whose role may yet be taken back with the whole membership. */
const isSettled = ({ leading }: MembershipDocument): boolean => leading === undefined;

type Countable = Pick<MembershipDocument, 'memberOf' | 'counted'>;

/** What there is to add for it: 1 for who has come, -1 for who has gone, 0 for who is counted as they are. */
export const countedChange = ({ memberOf, counted }: Countable): number =>
  Number(memberOf !== undefined) - Number(counted === true);

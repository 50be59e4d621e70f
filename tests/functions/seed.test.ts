import { rm } from 'node:fs/promises';

import type { ActionName, Input, Output } from '#domain/contract';
import { contract } from '#domain/contract';
import { ledgerFault, type LedgerLine } from '#domain/hours/ledger';
import { accountIdOf, signupIdOf } from '#domain/ids';
import type { Presence } from '#domain/attendance/views';
import { sanmenxia } from '../../scripts/cities/sanmenxia';
import { personas, type PersonaOpenid } from '../../scripts/seed/personas';
import { copyOfCity } from '../../harness/city';
import { callOver, startTestEmulator, type TestEmulator } from '../../harness/emulator';

/** Dates as epoch milliseconds, as the domain has them. */
const instants = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$date' in value ? Date.parse(String(value.$date)) : value;

interface Kept {
  _id: string;
}
interface Slot extends Kept {
  activityId: string;
  kind: 'shift' | 'service';
  capacity: number;
  taken: number;
  roster: Record<string, { party: number }>;
  start: number;
  end: number;
}
interface Signup extends Kept {
  slotId: string;
  accountId: string;
  state: 'confirmed' | 'waiting' | 'cancelled';
  party: number;
}
interface Team extends Kept {
  category: string;
  areas: string[];
}
interface Activity extends Kept {
  state: string;
  start: number;
  end: number;
  venue: { place: { longitude: number; latitude: number } };
}

describe('the seeded city', () => {
  let city: TestEmulator;
  let copy: Awaited<ReturnType<typeof copyOfCity>>;

  beforeAll(async () => {
    copy = await copyOfCity();
    city = await startTestEmulator({ data: copy.data });
    await city.setClock({ now: new Date(copy.seededAt).toISOString() });
  }, 400_000);
  afterAll(async () => {
    await city.close();
    await rm(copy.data, { recursive: true });
  });

  async function total(collection: string, query: object): Promise<number> {
    const asked = encodeURIComponent(JSON.stringify(query));
    const response = await fetch(`${city.url}/data/${collection}?limit=1&query=${asked}`);
    return ((await response.json()) as { total: number }).total;
  }

  /** Every document of a collection that has at most a thousand. */
  async function all<T extends Kept>(collection: string): Promise<T[]> {
    const response = await fetch(`${city.url}/data/${collection}?limit=1000`);
    const found = JSON.parse(await response.text(), instants) as { total: number; documents: T[] };
    expect(found.documents).toHaveLength(found.total);
    return found.documents;
  }

  async function as<A extends ActionName>(
    who: PersonaOpenid,
    action: A,
    input: Input<A>,
  ): Promise<Output<A>> {
    const answer = await callOver<{ data: Output<A> }>(
      city.url,
      contract[action].fn,
      { action, input, nonce: 'seed-test-01' },
      who,
    );
    if (!answer.result) throw new Error(answer.errMsg);
    return answer.result.data;
  }

  test('has the stations that the divisions ask for: 1 + 7 centres, 81 institutes, 1,381 stations', async () => {
    const tiers = ['centre', 'institute', 'station', 'point'];
    expect(await Promise.all(tiers.map((tier) => total('stations', { tier })))).toEqual([8, 81, 1381, 0]);
    expect(await total('stations', { parentId: sanmenxia.city.id, tier: 'centre' })).toBe(7);
  });

  test('has a team in every category and in every county', async () => {
    const teams = await all<Team>('teams');
    const categories = new Set(teams.map((t) => t.category));
    expect([...categories].sort()).toEqual(sanmenxia.teamCategories.map((c) => c.id).sort());
    const counties = ['411202', '411203', '411221', '411224', '411271', '411281', '411282'];
    for (const county of counties) expect(teams.some((t) => t.areas.includes(county))).toBe(true);
  });

  test('holds no more people than places, and nobody waits while one is free (I1)', async () => {
    const slots = await all<Slot>('slots');
    const signups = await all<Signup>('signups');
    expect(slots.length).toBeGreaterThan(80);
    for (const slot of slots) {
      const here = signups.filter((s) => s.slotId === slot._id);
      const held = here.filter((s) => s.state === 'confirmed').map((s) => s.accountId);
      expect(held.sort()).toEqual(Object.keys(slot.roster).sort());
      expect(slot.taken).toBe(Object.values(slot.roster).reduce((sum, { party }) => sum + party, 0));
      expect(slot.taken).toBeLessThanOrEqual(slot.capacity);
      const left = slot.capacity - slot.taken;
      for (const s of here.filter(({ state }) => state === 'waiting')) expect(s.party).toBeGreaterThan(left);
    }
    expect(signups.some((s) => s.state === 'waiting')).toBe(true);
    expect(signups.some((s) => s.state === 'cancelled')).toBe(true);
  });

  test('has one sign-up at most for a person and slot (I2)', async () => {
    for (const s of await all<Signup>('signups')) expect(s._id).toBe(signupIdOf(s.slotId, s.accountId));
  });

  test('has whole ledgers that credit nobody beyond the shift, and shifts only (I4)', async () => {
    const kept = await all<Omit<LedgerLine, 'id'> & Kept>('hours');
    const slots = new Map((await all<Slot>('slots')).map((s) => [s._id, s]));
    const lines = kept.map(({ _id, ...rest }): LedgerLine => ({ ...rest, id: _id }));
    for (const accountId of new Set(lines.map((l) => l.accountId))) {
      const own = lines.filter((l) => l.accountId === accountId).sort((a, b) => a.seq - b.seq);
      expect(ledgerFault(own)).toBeNull();
    }
    for (const line of lines) {
      const slot = slots.get(line.slotId);
      expect(slot?.kind).toBe('shift');
      expect(line.minutes * 60_000).toBeLessThanOrEqual((slot?.end ?? 0) - (slot?.start ?? 0));
    }
    expect(lines.length).toBeGreaterThan(150);
  });

  test('has some activity running now and some to come, also near the centre', async () => {
    const activities = (await all<Activity>('activities')).filter(
      (a) => a.state === 'published' || a.state === 'closed',
    );
    const now = copy.seededAt;
    expect(activities.some((a) => a.start <= now && now < a.end)).toBe(true);
    expect(activities.filter((a) => now < a.start).length).toBeGreaterThan(15);
    expect(activities.filter((a) => a.end <= now).length).toBeGreaterThan(30);
    const { nearby, month } = await as('o-li-daye', 'home.view', { place: sanmenxia.city.centre });
    expect(nearby[0]?.distance).toBeLessThan(1000);
    // On the first of a month no hours have been given in it yet.
    expect(month.activities).toBeGreaterThan(0);
  });

  test('was made without a query that no index serves', () => {
    expect(copy.unindexedQueries).toEqual([]);
  });

  describe('its people are where the list of personas says', () => {
    const presenceOf = async (who: PersonaOpenid): Promise<Presence | undefined> =>
      (await as(who, 'home.view', {})).next?.presence;

    test('everyone but the newcomer has an account and a name', async () => {
      const ids = new Map((await all<Kept & { name: string }>('accounts')).map((a) => [a._id, a.name]));
      for (const { openid, name } of personas) {
        expect(ids.get(accountIdOf(openid))).toBe(openid === 'o-newcomer' ? undefined : name);
      }
    });

    test('the resident has booked', async () => {
      const { coming } = await as('o-li-daye', 'me.view', {});
      const booked = coming.map((c) => [c.kind, c.person?.name ?? '', c.party]);
      expect(booked).toEqual([
        ['service', '', 1],
        ['service', '', 1],
        ['service', '张桂兰', 2],
      ]);
    });

    test('the young volunteer has a star and can check in now', async () => {
      const { hours } = await as('o-chen-xiaoyu', 'me.view', {});
      expect(hours.stars).toBe(1);
      const { next } = await as('o-chen-xiaoyu', 'home.view', {});
      expect(next?.checkInFrom).toBeLessThan(copy.seededAt);
      expect(next?.start).toBeGreaterThan(copy.seededAt - 10 * 60_000);
      expect(next?.presence.state).toBe('expected');
    });

    test('one is on duty, one is waiting', async () => {
      expect((await presenceOf('o-zhao-lei'))?.state).toBe('present');
      expect((await as('o-sun-yue', 'me.view', {})).coming).toMatchObject([{ state: 'waiting' }]);
    });

    test('one has moved up and is asked, one asks teammates to take over', async () => {
      const { coming } = await as('o-zhao-lei', 'me.view', {});
      expect(coming.flatMap((c) => c.asked?.question ?? []).sort()).toEqual(['CHANGED', 'PROMOTED']);
      expect((await as('o-chen-xiaoyu', 'signups.offers', {})).offers).toHaveLength(1);
    });

    test('leaders lead, some with hours to confirm', async () => {
      for (const leader of ['o-wang-fang', 'o-ma-jun'] as const) {
        const { activities } = await as(leader, 'activities.led', {});
        expect(activities.some((a) => a.phase === 'finished' && a.toConfirm > 0)).toBe(true);
      }
      const { activities } = await as('o-zhou-jianguo', 'activities.led', {});
      expect(activities.some((a) => a.phase === 'running' && a.here > 0)).toBe(true);
    });

    test('the officer serves the whole city', async () => {
      expect((await as('o-officer', 'session.open', {})).duties).toEqual([sanmenxia.city.id]);
      const { held } = await as('o-officer', 'activities.held', {});
      expect(held.map((a) => a.teamName)).toEqual(['灵宝市绿水青山环保队']);
    });
  });
});

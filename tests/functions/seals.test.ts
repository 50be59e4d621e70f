import { chainFault, nightOf, NIGHTS, sealFault, tallyOf } from '#domain/hours/seals';
import { appendLine, type LedgerLine } from '#domain/hours/ledger';
import { DAY, dayOf, HOUR, MINUTE, startOfDay } from '#domain/time';
import { settings } from '../../harness/small-city';
import type { World } from '../../harness/world';
import { HoursWorld } from '../support/hours';
import { lineOf } from '../../cloudfunctions/hours/views';
import type { AuditDocument, HoursDocument, SealDocument } from '../../cloudfunctions/documents';
import { backupFaults } from '../../scripts/audit';

const READ_AT = 3 * HOUR + 15 * MINUTE;

/** What the database's own keepers could do, and who would find it. */
describe('the records of a day', () => {
  let h: HoursWorld;
  let world: World;
  let code = '';

  const now = () => world.emulator.clock.now().getTime();
  const ledger = async () =>
    ((await world.documents('hours', { accountId: h.accountId })) as unknown as HoursDocument[]).sort(
      (a, b) => a.seq - b.seq,
    );
  const line = async (seq: number) => (await ledger()).find((one) => one.seq === seq);
  const issue = () => world.code(h.who, 'certificates.issue', {});
  const verified = async () => (await world.did('stranger', 'certificates.verify', { code })).state;
  const drop = (query: object) => world.remove('hours', query);

  async function nightAfter(instant: number) {
    await world.at(startOfDay(instant) + DAY + READ_AT);
    const { faults } = await world.jobs.auditLedger();
    const { sealed } = await world.jobs.seal();
    return { faults, sealed };
  }

  /** In the night of the month in which this ledger is read again. */
  async function nightOfItsTurn(): Promise<number> {
    const [head] = await world.documents('heads', { _id: h.accountId });
    const from = now();
    for (let night = 1; night <= NIGHTS; night += 1) {
      const at = startOfDay(from) + night * DAY + READ_AT;
      if (nightOf(at) !== head?.['night']) continue;
      await world.at(at);
      return (await world.jobs.auditLedger()).faults;
    }
    throw new Error('its night does not come');
  }

  /** A city of its own, as nights pass in it: two services, sealed, and a certificate of them. */
  beforeEach(async () => {
    h = await HoursWorld.start();
    world = h.world;
    await h.next();
    await world.alter(
      'accounts',
      { _id: h.accountId },
      { $set: { volunteer: { registeredAt: new Date(0) } } },
    );
    let end = 0;
    for (const hour of [0, 3]) {
      const slot = await h.shift(hour, 2);
      await h.serve(slot);
      await world.did('leader', 'hours.confirm', await h.confirmInput(slot.slotId));
      ({ end } = slot);
    }
    expect((await nightAfter(end)).faults).toBe(0);
    const { certificateId } = await world.did(h.who, 'certificates.issue', {});
    ({ code } = await world.did(h.who, 'certificates.view', { certificateId }));
    expect(await verified()).toBe('VALID');
  });

  afterEach(() => world.close());

  it('are sealed once, each day on from the one before, for anybody to read', async () => {
    expect((await world.jobs.seal()).sealed).toBe(0);
    const { seals, more } = await world.did('stranger', 'hours.seals', { limit: 100 });
    expect(more).toBe(false);
    expect(chainFault([...seals].reverse())).toBeNull();
    expect(seals[0]?.day).toBe(dayOf(now() - DAY));
    expect(seals.every(({ fault }) => fault === null)).toBe(true);
    const hashes = (await world.documents('hours', {})).map(({ hash }) => String(hash));
    expect(seals.reduce((sum, { ledger: { count } }) => sum + count, 0)).toBe(hashes.length);
    const older = await world.did('stranger', 'hours.seals', { before: seals[0]?.day ?? '', limit: 1 });
    expect(older).toMatchObject({ seals: [{ day: seals[1]?.day }], more: seals.length > 2 });
    const verification = await world.did('stranger', 'certificates.verify', { code });
    expect(verification.seal).toEqual({ day: seals[0]?.day, root: seals[0]?.root });
  });

  it('leave the database: the office of the city is told the root of each day, once', async () => {
    const officer = await world.did('officer', 'session.open', {});
    const [seal] = (await world.did('stranger', 'hours.seals', { limit: 1 })).seals;
    const told = async () =>
      (await world.documents('outbox', { kind: 'sealed', accountId: officer.accountId })).filter(
        ({ values }) => (values as { thing1: string }).thing1.startsWith(seal?.day ?? 'none'),
      );
    expect(officer.duties).toContain(settings.city.id);
    expect(await told()).toHaveLength(1);
    expect((await told())[0]?.['values']).toMatchObject({ thing3: seal?.root.slice(0, 20) });
    await world.remove('seals', { _id: seal?.day });
    expect((await world.jobs.seal()).sealed).toBe(1);
    expect((await world.did('stranger', 'hours.seals', { limit: 1 })).seals).toEqual([seal]);
    expect(await told()).toHaveLength(1);
  });

  it.each([
    ['the last line is taken away', () => drop({ accountId: h.accountId, seq: 2 }), 'ALTERED'],
    ['all lines are taken away', () => drop({ accountId: h.accountId }), 'ALTERED'],
    [
      'an old line is changed',
      () =>
        world.alter('hours', { accountId: h.accountId, seq: 1 }, { $set: { minutes: 600, balance: 600 } }),
      'ALTERED',
    ],
    [
      'the chain is written anew with more minutes',
      async () => {
        const lines = (await ledger()).map(lineOf);
        let head: Pick<LedgerLine, 'seq' | 'balance' | 'hash'> = { seq: 0, balance: 0, hash: '' };
        for (const one of lines) {
          const { balance, previous, hash, seq } = (head = appendLine(head, { ...one, minutes: 240 }));
          const values = { minutes: 240, balance, previous, hash };
          await world.alter('hours', { accountId: h.accountId, seq }, { $set: values });
        }
      },
      'ALTERED',
    ],
  ])('where %s, nothing is certified any more, and its night finds it', async (_what, tamper, state) => {
    await tamper();
    expect(await issue()).not.toBe('OK');
    expect(await verified()).toBe(state);
    expect(await nightOfItsTurn()).toBeGreaterThan(0);
    expect(await issue()).not.toBe('OK');
  });

  it('show the same night that a line was put in which rests on nothing', async () => {
    const last = await line(2);
    if (!last) throw new Error('no line');
    const written = now();
    const forged = appendLine(lineOf(last), { ...lineOf(last), id: 'forged', minutes: 480, at: written });
    const { id, start, end, at, ...rest } = forged;
    const dates = { start: new Date(start), end: new Date(end), at: new Date(at) };
    const document = { ...rest, ...dates, _id: id, areas: last.areas, nonce: 'n' };
    await world.emulator.store.insert('hours', [document]);
    expect((await nightAfter(written)).faults).toBe(1);
    expect(await issue()).toBe('LEDGER_BROKEN');
    // What was certified before it is as true as it was.
    expect(await verified()).toBe('VALID');
    await drop({ _id: 'forged' });
  });

  it('are read again within a month, and a line of the audit log that is gone shows', async () => {
    const [staff] = await world.documents('audit', {});
    if (!staff) throw new Error('nothing was logged');
    const day = dayOf((staff['at'] as Date).getTime());
    await world.remove('audit', { _id: staff['_id'] });
    const faults = [];
    for (let night = 0; night < NIGHTS; night += 1) faults.push((await nightAfter(now())).faults);
    expect(faults.filter((many) => many > 0)).toHaveLength(1);
    const { seals } = await world.did('stranger', 'hours.seals', { limit: 100 });
    expect(seals.filter(({ fault }) => fault !== null).map((seal) => [seal.day, seal.fault])).toEqual([
      [day, 'AUDIT'],
    ]);
    const [seal] = seals;
    expect(seal && sealFault(seal, { ledger: tallyOf(['other']), audit: seal.audit })).toBe('LEDGER');
    await world.emulator.store.insert('audit', [staff]);
  });

  it('prove a whole backup against a root that left the database', async () => {
    const backup = {
      hours: (await world.documents('hours')) as unknown as HoursDocument[],
      audit: (await world.documents('audit')) as unknown as AuditDocument[],
      seals: (await world.documents('seals')) as unknown as SealDocument[],
    };
    const [seal] = (await world.did('stranger', 'hours.seals', { limit: 1 })).seals;
    const root = seal?.root ?? '';
    expect(backupFaults(backup, root)).toEqual([]);
    expect(backupFaults(backup, 'x'.repeat(64))).toHaveLength(1);
    expect(backupFaults({ ...backup, hours: backup.hours.slice(1) }, root)).not.toEqual([]);
    expect(backupFaults({ ...backup, audit: backup.audit.slice(1) }, root)).toHaveLength(1);
    expect(backupFaults({ ...backup, seals: backup.seals.slice(1) }, root)).not.toEqual([]);
  });
});

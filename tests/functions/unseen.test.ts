import { accountIdOf, confirmCaseIdOf, lineOrderOf, signupIdOf, spanKeyOf } from '#domain/ids';
import { DAY } from '#domain/time';
import { station } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';
import { inHoursWorld, type HoursWorld } from '../support/hours';

/** Hours that were credited although there are doubts: somebody of a station looks at them once a quarter. */
describe('hours that nobody has looked at', () => {
  let h: HoursWorld;
  let world: World;
  inHoursWorld((started) => {
    h = started;
    world = h.world;
  });
  beforeAll(async () => {
    await world.did('officer', 'stations.import', { rows: [station('elsewhere', 'root', 'centre', 0.3)] });
    await world.person('neighbour');
    await h.set('accounts', { openid: 'neighbour' }, { duties: ['elsewhere'] });
  });

  type Slot = Awaited<ReturnType<HoursWorld['shift']>>;

  /** From paper, by everybody. */
  async function fromPaper(slot: Slot, people = [h.who]): Promise<void> {
    for (const [at, move] of [
      [slot.start, 'checkIn'],
      [slot.end, 'checkOut'],
    ] as const) {
      await world.at(at);
      for (const who of people)
        await world.did(who, `attendance.${move}`, { code: await world.printedCode(slot.slotId) });
    }
  }
  const confirm = async (slot: Slot, by = 'leader') =>
    world.did(by, 'hours.confirm', await h.confirmInput(slot.slotId, by));
  const listed = async (openid: string, quarter: 'this' | 'last' = 'this') =>
    (await world.did(openid, 'hours.unseen', { quarter })).lines;
  const isListed = async (openid: string, { slotId }: Slot, quarter: 'this' | 'last' = 'this') =>
    (await listed(openid, quarter)).some((line) => line.slotId === slotId);

  it('stand on the lists of all stations above until one of them has looked, who stands in the log', async () => {
    const slot = await h.shift(0, 2);
    await fromPaper(slot);
    expect(await confirm(slot)).toMatchObject({ credited: 1 });
    const mine = (await listed('institute')).filter((line) => line.slotId === slot.slotId);
    expect(mine).toMatchObject([
      {
        name: h.who,
        minutes: await h.total(),
        flags: ['PRINTED'],
        confirmedBy: '王队长',
        mayLook: true,
        start: slot.start,
      },
    ]);
    expect(await Promise.all(['centre', 'officer'].map((who) => isListed(who, slot)))).toEqual([true, true]);
    expect(await listed('neighbour')).toEqual([]);

    const nonce = newNonce();
    const look = () => world.did('institute', 'hours.look', { slotId: slot.slotId }, nonce);
    expect(await look()).toEqual({ slotId: slot.slotId });
    expect(await look()).toEqual({ slotId: slot.slotId });
    expect(await world.code('centre', 'hours.look', { slotId: slot.slotId })).toBe('OK');
    for (const who of ['institute', 'centre', 'officer']) expect(await isListed(who, slot)).toBe(false);
    expect(await world.documents('audit', { action: 'hours.look' })).toMatchObject([
      { actor: h.ids.institute, subject: slot.slotId, after: { looked: 1 } },
    ]);
    // The line itself is as it was.
    expect(await h.total()).toBe(mine[0]?.minutes);
  });

  it('are not those that a code bears out, that staff confirmed, or that a second person agreed to', async () => {
    const scanned = await h.shift(0, 1);
    await h.serve(scanned);
    await confirm(scanned);
    const byStaff = await h.shift(2, 1);
    await fromPaper(byStaff);
    await confirm(byStaff, 'institute');
    const named = await h.shift(4, 1);
    await world.at(named.start);
    const naming = { slotId: named.slotId, personId: h.accountId, move: 'in', reason: '没带手机' } as const;
    await world.did('leader', 'attendance.record', naming);
    await world.at(named.end);
    await confirm(named);
    const caseId = confirmCaseIdOf(signupIdOf(named.slotId, h.accountId));
    await world.did('deputy', 'hours.decide', { caseId, verdict: 'approve' });
    expect(await world.documents('hours', { accountId: h.accountId })).toHaveLength(3);
    for (const slot of [scanned, byStaff, named]) expect(await isListed('officer', slot)).toBe(false);
  });

  it('are complete once the quarter is over', async () => {
    const slot = await h.shift(0, 1);
    await fromPaper(slot);
    await confirm(slot);
    await world.at(Date.parse('2026-04-01T00:00:00+08:00'));
    expect([await isListed('officer', slot), await isListed('officer', slot, 'last')]).toEqual([false, true]);
  });

  it('are for others to look at than those whose they are, and are nobody else’s', async () => {
    const slot = await h.shift(0, 1, ['institute']);
    await fromPaper(slot, ['institute']);
    await confirm(slot);
    const input = { slotId: slot.slotId };
    expect((await listed('institute')).find((line) => line.slotId === slot.slotId)?.mayLook).toBe(false);
    const before = await world.everything();
    expect(await world.code('institute', 'hours.look', input)).toBe('SAME_PERSON');
    expect(await world.code('neighbour', 'hours.look', input)).toBe('NOT_FOUND');
    expect(await world.code('leader', 'hours.look', input)).toBe('NOT_ALLOWED');
    expect(await world.code('stranger', 'hours.unseen', { quarter: 'this' })).toBe('NOT_ALLOWED');
    expect(await world.code('officer', 'hours.look', { slotId: 'v0-1' })).toBe('NOT_FOUND');
    expect(await world.everything()).toBe(before);
    expect(await world.code('centre', 'hours.look', input)).toBe('OK');
  });

  it('come in pages that read no more than they show, however many there are', async () => {
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_each, i) => {
        const _id = `unseen-${String(from + i).padStart(4, '0')}`;
        const at = MORNING + (from + i) * 1000;
        return {
          _id,
          accountId: h.accountId,
          seq: 1000 + from + i,
          slotId: 'some-slot',
          minutes: 60,
          start: new Date(at),
          end: new Date(at),
          at: new Date(at),
          confirmedBy: accountIdOf('leader'),
          unseen: {
            in: ['some-slot', spanKeyOf('elsewhere', '2026-Q1')],
            order: lineOrderOf(at, _id),
            flags: ['PRINTED'],
          },
        };
      });
    const pages = async () => {
      const seen: string[] = [];
      let after: string | null | undefined;
      while (after !== null) {
        const page = await world.did('neighbour', 'hours.unseen', {
          quarter: 'this',
          ...(after && { after }),
        });
        seen.push(...page.lines.map(({ lineId }) => lineId));
        after = page.next;
      }
      return seen;
    };
    await world.emulator.store.insert('hours', rows(0, 100));
    world.emulator.resetMetrics();
    expect(await pages()).toEqual(rows(0, 100).map(({ _id }) => _id));
    const small = world.emulator.metrics().actions['hours.unseen'];
    await world.emulator.store.insert('hours', rows(100, 1000));
    world.emulator.resetMetrics();
    expect(await pages()).toHaveLength(1000);
    const large = world.emulator.metrics().actions['hours.unseen'];
    expect(large?.rowsRead.max).toBeLessThanOrEqual(3 * 31);
    expect(large?.rowsRead.max).toBeLessThanOrEqual((small?.rowsRead.max ?? 0) + 5);
    await world.remove('hours', { slotId: 'some-slot' });
  });

  it('leave the list one quarter after the other, by the city’s days', async () => {
    const slot = await h.shift(0, 1);
    await fromPaper(slot);
    await world.at(Date.parse('2026-03-31T23:59:59+08:00'));
    await confirm(slot);
    await world.at(Date.parse('2026-03-31T23:59:59+08:00') + 90 * DAY);
    expect(await isListed('officer', slot, 'last')).toBe(true);
  });
});

import { confirmCaseIdOf, signupIdOf } from '#domain/ids';
import { newNonce, type World } from '../../harness/world';
import { HoursWorld } from '../support/hours';

/** Several who have a say in the same hours at the same moment. */
describe('hours at the same moment', () => {
  let h: HoursWorld;
  let world: World;

  beforeAll(async () => {
    h = await HoursWorld.start();
    world = h.world;
  });
  // Whoever loses a race reads again.
  afterAll(() => world.close({ raced: true }));
  beforeEach(() => h.next());

  const correct = (lineId: string, minutes: number) => ({
    what: { kind: 'CORRECTION' as const, lineId, minutes },
    reason: '按签到表改',
  });
  async function credited() {
    const slot = await h.shift(0, 2);
    await h.serve(slot);
    await world.did('leader', 'hours.confirm', await h.confirmInput(slot.slotId));
    return { ...slot, lineId: signupIdOf(slot.slotId, h.accountId), minutes: await h.total() };
  }

  it('decided by two at the same moment is decided once', async () => {
    const { lineId, minutes } = await credited();
    const { caseId } = await world.did('leader', 'hours.file', correct(lineId, -10));
    const codes = await Promise.all([
      world.code('deputy', 'hours.decide', { caseId, verdict: 'approve' }),
      world.code('institute', 'hours.decide', { caseId, verdict: 'refuse', reason: '没有依据' }),
      world.code('centre', 'hours.decide', { caseId, verdict: 'approve' }),
    ]);
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    expect(codes.filter((code) => code === 'ALREADY_DECIDED')).toHaveLength(2);
    const state = await h.stateOf(caseId);
    expect(await h.total()).toBe(state === 'approved' ? minutes - 10 : minutes);
  });

  it('confirmed by two leaders, over-day hours are filed once and the rest is credited once', async () => {
    await world.person('other');
    const early = await h.shift(0, 5);
    await h.serve(early);
    const late = await h.shift(5, 4, [h.who, 'other']);
    await h.serve(late, [h.who, 'other']);
    await world.did('leader', 'hours.confirm', await h.confirmInput(early.slotId));
    const input = await h.confirmInput(late.slotId);
    const nonce = newNonce();
    const results = await Promise.all([
      world.did('leader', 'hours.confirm', input, nonce),
      world.did('deputy', 'hours.confirm', input),
      world.did('leader', 'hours.confirm', input, nonce),
    ]);
    const caseId = confirmCaseIdOf(signupIdOf(late.slotId, h.accountId));
    expect(await world.documents('cases', { slotId: late.slotId })).toMatchObject([{ _id: caseId }]);
    expect(await world.documents('hours', { slotId: late.slotId })).toHaveLength(1);
    expect(await world.did('leader', 'hours.confirm', input, nonce)).toEqual(results[0]);
    const codes = await Promise.all(
      ['centre', 'officer'].map((p) => world.code(p, 'hours.decide', { caseId, verdict: 'approve' })),
    );
    expect(codes.sort()).toEqual(['ALREADY_DECIDED', 'OK']);
    expect(await world.documents('hours', { slotId: late.slotId })).toHaveLength(2);
    await h.total();
  });

  it('two shifts of one day confirmed together do not pass the limit unseen', async () => {
    const early = await h.shift(0, 5);
    await h.serve(early);
    const late = await h.shift(5, 5);
    await h.serve(late);
    const inputs = [await h.confirmInput(early.slotId), await h.confirmInput(late.slotId)];
    const results = await Promise.all(inputs.map((input) => world.did('leader', 'hours.confirm', input)));
    expect(results.map((r) => r.waiting.length).sort()).toEqual([0, 1]);
    expect(await h.total()).toBeLessThanOrEqual(300);
  });

  it('the same make-up filed by two is filed once; the same question asked twice is one', async () => {
    const { slotId, end } = await h.shift(0, 2);
    await world.at(end);
    const makeUp = {
      what: { kind: 'MAKE_UP' as const, slotId, accountId: h.accountId, minutes: 60 },
      reason: '在场',
    };
    const codes = await Promise.all(['leader', 'deputy'].map((p) => world.code(p, 'hours.file', makeUp)));
    expect(codes.sort()).toEqual(['ALREADY_FILED', 'OK']);
    const ask = { about: { kind: 'slot' as const, slotId }, words: '没记上' };
    const nonce = newNonce();
    const asked = await Promise.all(
      [nonce, nonce, newNonce()].map((n) => world.call(h.who, 'hours.contest', ask, n)),
    );
    expect(asked.filter((a) => a.ok).length).toBeGreaterThanOrEqual(1);
    expect(await world.documents('cases', { slotId, kind: 'CONTEST' })).toHaveLength(1);
  });
});

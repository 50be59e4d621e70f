import fc from 'fast-check';
import { accountIdOf, signupIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';
import { interleaved } from '../support/interleaved';

const PEOPLE = ['a', 'b'] as const;
type Tap = { readonly who: 'a' | 'b'; readonly does: 'take' | 'wait' | 'cancel' };

/** What two taps of one person come to, whoever of them is quicker at whatever step. */
describe('taps of one person at once', () => {
  let world: World;
  let now = MORNING;
  beforeAll(async () => {
    world = await startWorld({}, { signups: { ...settings.signups, overlap: 'allow' } });
    for (const who of PEOPLE) await world.person(who);
  });
  afterAll(() => world.close({ raced: true }));

  const play = (slotId: string, { who, does }: Tap) =>
    does === 'cancel'
      ? world.code(who, 'signups.cancel', { signupId: signupIdOf(slotId, accountIdOf(who)) })
      : world.code(who, 'signups.take', { slotId, wait: does === 'wait' });

  const stateOf = async (slotId: string) => {
    const [slot] = await world.documents('slots', { _id: slotId });
    const signups = await world.documents('signups', { slotId, state: 'waiting' });
    return { free: Number(slot?.['capacity']) - Number(slot?.['taken']), waiting: signups.length };
  };

  const order = fc.array(fc.nat(3), { minLength: 8, maxLength: 24 });
  const twice = fc.constantFrom<readonly Tap[]>(
    [
      { who: 'a', does: 'wait' },
      { who: 'a', does: 'wait' },
    ],
    [
      { who: 'a', does: 'wait' },
      { who: 'a', does: 'take' },
      { who: 'b', does: 'take' },
    ],
    [
      { who: 'a', does: 'wait' },
      { who: 'a', does: 'wait' },
      { who: 'b', does: 'wait' },
      { who: 'b', does: 'wait' },
    ],
    [
      { who: 'a', does: 'wait' },
      { who: 'a', does: 'wait' },
      { who: 'a', does: 'cancel' },
    ],
  );

  it('leave nobody waiting while a place is free, and cost nobody else theirs', async () => {
    await fc.assert(
      fc.asyncProperty(twice, fc.boolean(), order, async (taps, heldBefore, steps) => {
        await world.at((now += MINUTE));
        const start = now + 24 * HOUR;
        const { slotId } = await world.post([{ capacity: 3, start, end: start + HOUR }]);
        if (heldBefore) await world.did('a', 'signups.take', { slotId, wait: false });
        const codes = await interleaved(
          world.emulator.store,
          taps.map((tap) => () => play(slotId, tap)),
          steps,
        );
        const { free, waiting } = await stateOf(slotId);
        expect({ waiting, free }).toEqual({ waiting: 0, free });
        expect(free).toBeGreaterThanOrEqual(1);
        const others = codes.filter((_, i) => taps[i]?.who === 'b');
        if (others.length > 0) expect(others).toContain('OK');
        expect(codes).not.toContain('SLOT_FULL');
        expect(codes).not.toContain('INTERNAL');
      }),
      { numRuns: 150, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false },
    );
  });

  it('60 people who each tap twice for 500 places all have one at once', async () => {
    await world.at((now += HOUR));
    const start = now + 24 * HOUR;
    const { slotId } = await world.post([{ capacity: 500, start, end: start + HOUR }]);
    const crowd = Array.from({ length: 60 }, (_, i) => `tapper${i}`);
    for (let i = 0; i < crowd.length; i += 20)
      await Promise.all(crowd.slice(i, i + 20).map((who) => world.person(who)));
    const taps = crowd.flatMap((who) =>
      [1, 2].map(() => world.code(who, 'signups.take', { slotId, wait: true })),
    );
    const codes = await Promise.all(taps);
    for (const code of codes) expect(['OK', 'ALREADY_SIGNED_UP']).toContain(code);
    expect(await stateOf(slotId)).toEqual({ free: 440, waiting: 0 });
  });
});

import { accountIdOf, signupIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { joinTeam } from '../../harness/people';
import { originNames, slotOf, type Origin } from '../support/origins';
import { settings, startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

/** A slot is a slot, however it came to be: whoever signs up for it comes, leaves and is credited like everybody. */
describe('a shift that was', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({}, { signups: { ...settings.signups, overlap: 'allow' } });
    for (const openid of ['anna', 'bert', 'cleo', 'mate']) await world.person(openid);
    await joinTeam(world, [accountIdOf('cleo'), accountIdOf('mate')]);
  });
  afterAll(() => world.close());

  describe.each(originNames.map((name, i) => [name, 15 + i] as const))('%s', (name, days) => {
    let slot: Origin;
    beforeAll(async () => {
      slot = await slotOf(world, name, days);
      for (const who of ['anna', 'bert'])
        await world.did(who, 'signups.take', { slotId: slot.slotId, wait: false });
    });

    const scan = async (who: string, move: 'checkIn' | 'checkOut', code?: string) => {
      const input = { code: code ?? (await world.screenCode(slot.slotId)) };
      return world.did(who, `attendance.${move}`, input);
    };
    const onDesk = async (who: string) => {
      const { people } = await world.did('leader', 'desk.view', { slotId: slot.slotId });
      return people.find(({ accountId }) => accountId === accountIdOf(who));
    };

    it('takes who comes, once however often they scan', async () => {
      await world.at(slot.start);
      const first = await scan('anna', 'checkIn');
      expect(first).toMatchObject({ again: false, presence: { state: 'present' } });
      await world.at(slot.start + MINUTE);
      expect(await scan('anna', 'checkIn')).toMatchObject({ again: true, presence: first.presence });
    });

    it('is printed as a code that WeChat makes and that lets people in', async () => {
      const { picture } = await world.did('leader', 'attendance.poster', { slotId: slot.slotId });
      expect(picture).not.toBeNull();
      const answer = await scan('bert', 'checkIn', await world.printedCode(slot.slotId));
      expect(answer.presence).toMatchObject({
        state: 'present',
        flags: expect.arrayContaining(['PRINTED']) as unknown,
      });
    });

    it('lets its leader name somebody in, and take that back', async () => {
      const naming = { slotId: slot.slotId, personId: accountIdOf('cleo'), reason: '手机没电' };
      const named = await world.did('leader', 'attendance.record', { ...naming, move: 'in' });
      expect(named.presence.state).toBe('present');
      const taken = { slotId: slot.slotId, personId: naming.personId, marks: [...named.undo] };
      expect((await world.did('leader', 'attendance.undo', taken)).presence.state).toBe('expected');
      // Somebody who scanned is noted out by the leader, and in again.
      const out = await world.did('leader', 'attendance.record', {
        ...naming,
        personId: accountIdOf('bert'),
        move: 'out',
      });
      expect(out.presence.state).toBe('left');
      await world.did('leader', 'attendance.undo', {
        ...taken,
        personId: accountIdOf('bert'),
        marks: [...out.undo],
      });
      expect((await onDesk('bert'))?.presence.state).toBe('present');
    });

    it('passes from teammate to teammate', async () => {
      await world.at(slot.start - HOUR);
      await world.did('cleo', 'signups.take', { slotId: slot.slotId, wait: false });
      const { coming } = await world.did('cleo', 'me.view', {});
      const signupId = coming.find(({ slotId }) => slotId === slot.slotId)?.signupId ?? '';
      await world.did('cleo', 'signups.offer', { signupId, offered: true });
      const over = await world.did('mate', 'signups.takeOver', { signupId });
      expect(over).toMatchObject({ slotId: slot.slotId, state: 'confirmed' });
      expect([(await onDesk('cleo'))?.state, (await onDesk('mate'))?.state]).toEqual([
        undefined,
        'confirmed',
      ]);
    });

    it('proposes to who leaves early what they were there for', async () => {
      await world.at(slot.start + 90 * MINUTE);
      expect(await scan('anna', 'checkOut')).toMatchObject({ presence: { state: 'left' } });
      await world.at(slot.end + 2 * HOUR);
      await world.jobs.close();
      const { lines } = await world.did('leader', 'hours.proposals', { slotId: slot.slotId });
      const mine = lines.find(
        ({ attendanceId }) => attendanceId === signupIdOf(slot.slotId, accountIdOf('anna')),
      );
      expect([mine?.reason, (mine?.minutes ?? 0) > 80, (mine?.minutes ?? 0) <= 90]).toEqual([
        'PRESENT',
        true,
        true,
      ]);
    });
  });
});

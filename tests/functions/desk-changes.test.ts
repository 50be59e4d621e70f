import { makeCode } from '#domain/attendance/code';
import { deskAfter } from '#domain/attendance/page';
import type { DeskView } from '#domain/attendance/views';
import { MINUTE, SECOND } from '#domain/time';
import { answersAbout, ONLOOKERS } from '../../harness/full-slot';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

/** A desk that is looked at every few seconds, by many at once: it hears what is new, and nothing again and again. */
describe('what is new at a desk', () => {
  let world: World;
  let slotId = '';
  let start = 0;
  beforeAll(async () => {
    world = await startWorld();
    for (const p of ['a', 'b', 'c']) await world.person(p);
    ({ slotId, start } = await world.post([{ capacity: 4 }]));
    for (const p of ['a', 'b']) await world.did(p, 'signups.take', { slotId, wait: false });
  });
  afterAll(() => world.close());

  const whole = () => world.did('leader', 'desk.view', { slotId });
  const changes = (since: number) => world.did('leader', 'desk.changes', { slotId, since });
  const withoutTime = ({ now, mark, ...rest }: DeskView) => rest;
  const later = async (ms: number) => {
    const { now } = await whole();
    await world.at(now + ms);
  };
  /** What was known, with what is new, is what is there. */
  async function follows(known: DeskView): Promise<DeskView> {
    const after = deskAfter(known, await changes(known.mark));
    expect(after && withoutTime(after)).toEqual(withoutTime(await whole()));
    if (!after) throw new Error('all of it has to be asked for again');
    return after;
  }

  it('is nothing where nothing has happened', async () => {
    await later(MINUTE);
    const { mark } = await whole();
    await later(MINUTE);
    expect(await changes(mark)).toMatchObject({ people: [], gone: [] });
  });

  it('is who signs up, gives up, comes and goes: the phone’s list is the cloud’s', async () => {
    let known = await whole();
    await later(MINUTE);
    const { signupId } = await world.did('c', 'signups.take', { slotId, wait: false });
    known = await follows(known);
    await later(MINUTE);
    await world.did('c', 'signups.cancel', { signupId });
    known = await follows(known);
    expect(known.people).toHaveLength(2);

    await world.at(start);
    known = await whole();
    const code = makeCode(known.key, slotId, start);
    await world.did('a', 'attendance.checkIn', { code });
    known = await follows(known);
    expect(known.here).toBe(1);
    await later(20 * SECOND);
    const personId = known.people.find(({ name }) => name === 'b')?.accountId ?? '';
    await world.did('leader', 'attendance.record', { slotId, personId, move: 'in', reason: '没带手机' });
    known = await follows(known);
    expect(known.here).toBe(2);
    await later(20 * SECOND);
    await world.did('leader', 'attendance.undo', {
      slotId,
      personId,
      marks: [...(known.people.find((p) => p.accountId === personId)?.undo ?? [])],
    });
    await follows(known);
  });

  it('is not told where anything changed that all stand there by: then all of it is asked for', async () => {
    const known = await whole();
    await world.at(known.slot.end + MINUTE);
    expect(deskAfter(known, await changes(known.mark))).toBeNull();
  });

  it('reaches nobody but who may see the desk', async () => {
    expect(await world.code('a', 'desk.changes', { slotId, since: start })).toBe('NOT_ALLOWED');
  });
});

/** The same for a handful and for a full house: nothing costs more because there is more of what it does not show. */
describe('a slot with 500 places held and 299 people in line', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    for (const person of ONLOOKERS) await world.person(person);
  });
  afterAll(() => world.close());

  const KB = 1024;

  it('answers the desk in 2 KB, and a page, a sign-up and its end in 12 KB', async () => {
    const { bytes: few } = await answersAbout(world, { held: 3, waiting: 2 });
    const { bytes: many, ahead } = await answersAbout(world, { held: 500, waiting: 299 });
    expect(ahead).toBe(299);
    for (const action of ['desk.changes', 'activities.view', 'signups.take', 'signups.cancel'])
      expect([action, many(action) <= few(action) + KB * 6]).toEqual([action, true]);
    expect(many('desk.changes')).toBeLessThanOrEqual(2 * KB);
    for (const action of ['activities.view', 'signups.take', 'signups.cancel'])
      expect([action, many(action) <= 12 * KB]).toEqual([action, true]);
  });
});

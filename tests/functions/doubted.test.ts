import { DAY, HOUR } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** What the content check doubts is read by nobody until somebody has judged it. */
describe('words in doubt', () => {
  const DOUBTED = '测试复核';
  /** Their reasons come to more than the 2,500 characters of one check. */
  const PEOPLE = 30;
  const start = MORNING + DAY;
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await world.person('reader');
  });
  afterAll(() => world.close());

  const post = async (title: string) =>
    world.did('leader', 'activities.post', {
      teamId: world.leaderTeam,
      title,
      category: 'care',
      summary: '理发',
      risks: '无',
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: [{ kind: 'shift', name: '班', start, end: start + HOUR, capacity: 3 }],
    });
  const seen = (activityId: string) => world.code('reader', 'activities.view', { activityId });

  it('stay unread when what they are of is called off, and are read once it is published', async () => {
    const { activityId } = await post(DOUBTED);
    await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' });
    expect(await seen(activityId)).toBe('NOT_FOUND');
    expect(await world.code('leader', 'activities.view', { activityId })).toBe('OK');
    const other = await post(DOUBTED);
    await world.did('officer', 'activities.review', { activityId: other.activityId, verdict: 'publish' });
    expect(await seen(other.activityId)).toBe('OK');
    await world.did('leader', 'activities.cancel', { activityId: other.activityId, reason: '下雨' });
    expect(await seen(other.activityId)).toBe('OK');
  });

  it('are left out of why something is called off, which waits for nobody', async () => {
    const { activityId } = await post('义剪');
    await world.did('leader', 'activities.cancel', { activityId, reason: DOUBTED });
    expect((await world.did('reader', 'activities.view', { activityId })).cancelReason).toBe('');
    const [kept] = await world.documents('activities', { _id: activityId });
    expect(kept).toMatchObject({ state: 'cancelled', cancelReason: '' });
  });

  it('are seen through what is hidden between them', async () => {
    const { activityId } = await post('义剪');
    const bad = { activityId, reason: '测试\u200d违规' };
    expect(await world.code('leader', 'activities.cancel', bad)).toBe('CONTENT_REFUSED');
  });

  it('are refused wherever they stand in more text than one check takes', async () => {
    const { slotId } = await world.post([{ start, end: start + HOUR, capacity: PEOPLE }]);
    const people = Array.from({ length: PEOPLE }, (_, i) => `named${i}`);
    for (const who of people) {
      const personId = await world.person(who);
      await world.did(who, 'signups.take', { slotId, wait: false });
      await world.at(start);
      await world.did('leader', 'attendance.record', { slotId, personId, move: 'in', reason: '没带手机' });
      await world.at(MORNING);
    }
    await world.at(start + HOUR);
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    const reason = '一'.repeat(100);
    const confirm = (bad: number) =>
      world.code('leader', 'hours.confirm', {
        slotId,
        lines: lines.map(({ attendanceId, minutes }, i) => ({
          attendanceId,
          minutes,
          reason: i === bad ? `${reason.slice(4)}测试违规` : reason,
        })),
      });
    const before = await world.everything();
    for (const bad of [0, 12, 24, 25, PEOPLE - 1])
      expect([bad, await confirm(bad)]).toEqual([bad, 'CONTENT_REFUSED']);
    expect(await world.everything()).toBe(before);
    expect(await confirm(PEOPLE)).toBe('OK');
  });
});

import type { Input } from '#domain/contract';
import { DAY, HOUR } from '#domain/time';
import { volunteer } from '../../harness/people';
import { existing } from '../../harness/teams';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** From the first word typed to the public: kept, sent, sent back, mended, sent again, thrown away. */
describe('drafts', () => {
  let world: World;
  const start = MORNING + 26 * HOUR;

  beforeAll(async () => {
    world = await startWorld();
    await world.person('volunteer');
    await volunteer(world, 'otherLeader');
    await world.did('officer', 'teams.register', await existing(world, 'otherLeader', { name: '别的队' }));
  });
  beforeEach(() => world.at(MORNING));
  afterAll(() => world.close({ raced: true }));

  type Whole = Omit<Input<'activities.submit'>, 'activityId'>;
  const whole = (part: Partial<Whole> = {}): Whole => ({
    teamId: world.leaderTeam,
    title: '义剪',
    category: 'care',
    summary: '理发',
    risks: '剪刀',
    contactPhone: '13900000001',
    venue: { stationId: 's1' },
    slots: [{ kind: 'shift', name: '班', start, end: start + HOUR, capacity: 5 }],
    ...part,
  });
  const save = async (form: Input<'activities.save'>['form'] = {}, activityId?: string) =>
    (
      await world.did('leader', 'activities.save', {
        teamId: world.leaderTeam,
        form,
        ...(activityId && { activityId }),
      })
    ).activityId;
  const submit = (activityId: string, part: Partial<Whole> = {}, nonce = newNonce()) =>
    world.call('leader', 'activities.submit', { ...whole(part), activityId }, nonce);
  const codeOf = async (answer: ReturnType<typeof submit>) => {
    const said = await answer;
    return said.ok ? said.data.state : said.error.code;
  };
  const documentOf = async (_id: string) => (await world.documents('activities', { _id }))[0];
  const rowOf = async (id: string) =>
    (await world.did('leader', 'activities.led', {})).activities.find((a) => a.id === id);
  async function unchanged<T>(run: () => Promise<T>): Promise<T> {
    const before = await world.everything();
    const result = await run();
    expect(await world.everything()).toBe(before);
    return result;
  }

  it('are kept however incomplete, in their team’s list alone', async () => {
    const activityId = await save({ title: '想办一场' });
    expect(await rowOf(activityId)).toMatchObject({ title: '想办一场', phase: 'draft', slots: [] });
    const { activities } = await world.did('otherLeader', 'activities.led', {});
    expect(activities.map((a) => a.id)).not.toContain(activityId);
    expect(await world.code('volunteer', 'activities.view', { activityId })).toBe('NOT_FOUND');
    const list = await world.did('volunteer', 'activities.list', { day: '2026-03-01' });
    expect(list.activities).toEqual([]);
    await save({ title: '想办两场', venue: { stationId: 's1' }, minimumAge: 18 }, activityId);
    const form = await world.did('leader', 'activities.template', { activityId });
    expect(form).toMatchObject({
      state: 'draft',
      form: { title: '想办两场', minimumAge: 18 },
      venue: { stationId: 's1', name: 's1文明实践站' },
    });
    // What was cleared stays cleared.
    await save({ title: '想办三场', venue: null }, activityId);
    const again = await world.did('leader', 'activities.template', { activityId });
    expect([again.venue, again.form.minimumAge]).toEqual([null, 0]);
  });

  it('saved twice by the same call are one', async () => {
    const nonce = newNonce();
    const input = { teamId: world.leaderTeam, form: { title: '一份' } };
    const both = await Promise.all([1, 2].map(() => world.did('leader', 'activities.save', input, nonce)));
    expect(both[0]?.activityId).toBe(both[1]?.activityId);
    const late = { activityId: both[0]?.activityId ?? '', ...input, form: { title: '改过' } };
    const second = newNonce();
    await world.did('leader', 'activities.save', late, second);
    await world.did('leader', 'activities.save', { ...late, form: { title: '又改' } });
    // A late copy of the second call does not bring its words back.
    await world.did('leader', 'activities.save', late, second);
    expect((await documentOf(late.activityId))?.['title']).toBe('又改');
  });

  it('are sent, and then like what was posted at once', async () => {
    const activityId = await save({ title: '先存着' });
    expect(await codeOf(submit(activityId))).toBe('published');
    const { activityId: direct } = await world.post([{ start, end: start + HOUR }]);
    const fields = async (id: string) => Object.keys((await documentOf(id)) ?? {}).sort();
    expect(await fields(activityId)).toEqual(await fields(direct));
    const list = await world.did('volunteer', 'activities.list', { day: '2026-03-02' });
    expect(list.activities.map((a) => a.id)).toContain(activityId);
    const { slots } = await world.did('volunteer', 'activities.view', { activityId });
    expect(slots).toHaveLength(1);
    expect(await world.code('volunteer', 'signups.take', { slotId: slots[0]?.id ?? '', wait: false })).toBe(
      'OK',
    );
  });

  it('are judged whole when they are sent, and stay drafts when they are refused', async () => {
    const activityId = await save();
    const tries: [Partial<Whole>, string][] = [
      [{ title: '' }, 'BAD_INPUT'],
      [{ category: 'none' }, 'BAD_INPUT'],
      [{ skills: ['flying'] }, 'BAD_INPUT'],
      [{ dangerous: true }, 'INSURANCE_NEEDED'],
      [{ venue: { stationId: 'none' } }, 'NOT_FOUND'],
      [{ summary: '测试违规' }, 'CONTENT_REFUSED'],
      [{ slots: [{ kind: 'shift', name: '班', start: MORNING, end: start, capacity: 1 }] }, 'TIME_PASSED'],
      [{ signupUntil: MORNING }, 'TIME_PASSED'],
    ];
    for (const [part, code] of tries) {
      expect([part, await unchanged(() => codeOf(submit(activityId, part)))]).toEqual([part, code]);
    }
    expect((await rowOf(activityId))?.phase).toBe('draft');
  });

  it('dangerous work waits for a person, who reads how it is insured', async () => {
    const activityId = await save();
    const said = submit(activityId, { dangerous: true, insurance: '队里统一买意外险' });
    expect(await codeOf(said)).toBe('submitted');
    const { held } = await world.did('officer', 'activities.held', {});
    const mine = held.find((a) => a.id === activityId);
    expect(mine).toMatchObject({ dangerous: true, insurance: '队里统一买意外险' });
    await world.did('officer', 'activities.review', {
      activityId,
      verdict: 'publish',
      revision: mine?.revision,
    });
    expect((await rowOf(activityId))?.phase).toBe('coming');
  });

  it('sent back, they are mended and sent again: the new slots alone, judged and told of anew', async () => {
    const activityId = await save();
    expect(await codeOf(submit(activityId, { title: '衣物募捐' }))).toBe('submitted');
    const refuse = { activityId, verdict: 'refuse' as const, reason: '请写清去向' };
    await world.did('officer', 'activities.review', refuse);
    expect(await rowOf(activityId)).toMatchObject({ phase: 'refused', refuseReason: '请写清去向' });
    const { form, slots } = await world.did('leader', 'activities.template', { activityId });
    expect([form.title, slots.length]).toEqual(['衣物募捐', 1]);

    await save({ ...form, title: '衣物送暖' }, activityId);
    expect(await rowOf(activityId)).toMatchObject({ phase: 'draft', refuseReason: '请写清去向' });
    const later = start + DAY;
    const two = [later, later + 2 * HOUR].map((at) => ({
      kind: 'shift' as const,
      name: '班',
      start: at,
      end: at + HOUR,
      capacity: 2,
    }));
    expect(await codeOf(submit(activityId, { title: '冬衣募捐', slots: two }))).toBe('submitted');
    expect(await world.documents('slots', { activityId })).toHaveLength(2);
    await world.did('officer', 'activities.review', { activityId, verdict: 'publish' });
    expect(await rowOf(activityId)).toMatchObject({ phase: 'coming', start: later, refuseReason: '' });
    const told = await world.documents('outbox', {
      kind: 'reviewed',
      page: `packages/resident/activity/index?id=${activityId}`,
    });
    expect(told.map((m) => (m['values'] as { phrase2: string }).phrase2).sort()).toEqual([
      '已发布',
      '已退回',
    ]);
  });

  it('taken back out of review they can no longer be judged; what came after was not read', async () => {
    const activityId = await save();
    await submit(activityId, { title: '图书募捐' });
    const { held } = await world.did('officer', 'activities.held', {});
    const seen = held.find((a) => a.id === activityId)?.revision;
    const judge = () =>
      world.code('officer', 'activities.review', { activityId, verdict: 'publish', revision: seen });
    await save({ title: '图书' }, activityId);
    expect(await unchanged(judge)).toBe('NOT_IN_THIS_STATE');
    await submit(activityId, { title: '玩具募捐' });
    expect(await unchanged(judge)).toBe('CHANGED');
  });

  it('are thrown away for good, with all that belongs to them, once or twice', async () => {
    const activityId = await save({ title: '不办了' });
    await submit(activityId, { title: '旧书募捐' });
    const discard = (openid = 'leader') =>
      world.code(openid, 'activities.discard', { activityId, teamId: world.leaderTeam });
    expect(await unchanged(() => discard())).toBe('NOT_IN_THIS_STATE');
    await world.did('officer', 'activities.review', { activityId, verdict: 'refuse', reason: '不合适' });
    expect(await unchanged(() => discard('otherLeader'))).toBe('NOT_FOUND');
    expect([await discard(), await discard()]).toEqual(['OK', 'OK']);
    expect(await documentOf(activityId)).toBeUndefined();
    expect(await world.documents('slots', { activityId })).toEqual([]);
  });

  it('belong to their team: nobody else saves, reads, sends or discards them', async () => {
    const activityId = await save({ title: '别人的' });
    const strange = async (openid: string) => [
      await world.code(openid, 'activities.save', { teamId: world.leaderTeam, form: {} }),
      await world.code(openid, 'activities.save', { activityId, teamId: world.leaderTeam, form: {} }),
      await world.code(openid, 'activities.submit', { ...whole(), activityId }),
      await world.code(openid, 'activities.discard', { activityId, teamId: world.leaderTeam }),
      await world.code(openid, 'activities.template', { activityId }),
    ];
    for (const openid of ['volunteer', 'otherLeader', 'officer']) {
      const code = openid === 'otherLeader' ? 'NOT_FOUND' : 'NOT_ALLOWED';
      expect(await unchanged(() => strange(openid))).toEqual(Array(5).fill(code));
    }
    const [own] = (await world.did('otherLeader', 'session.open', {})).teams;
    const teamId = own?.id ?? '';
    const stolen = await unchanged(async () => [
      await world.code('otherLeader', 'activities.discard', { activityId, teamId }),
      await world.code('leader', 'activities.save', { activityId, teamId, form: {} }),
      await world.code('leader', 'activities.submit', { ...whole({ teamId }), activityId }),
      await world.code('leader', 'activities.save', {
        activityId: 'vnone',
        teamId: world.leaderTeam,
        form: {},
      }),
    ]);
    expect(stolen).toEqual(['OK', 'BAD_INPUT', 'BAD_INPUT', 'NOT_FOUND']);
  });

  it('once published they are drafts no more', async () => {
    const activityId = await save();
    await submit(activityId);
    const after = await unchanged(async () => [
      await world.code('leader', 'activities.save', { activityId, teamId: world.leaderTeam, form: {} }),
      await codeOf(submit(activityId)),
      await world.code('leader', 'activities.discard', { activityId, teamId: world.leaderTeam }),
    ]);
    expect(after).toEqual(Array(3).fill('NOT_IN_THIS_STATE'));
  });

  describe('sent by two at once', () => {
    it('by the same call: one answer, one set of slots', async () => {
      const activityId = await save();
      const nonce = newNonce();
      const both = await Promise.all([1, 2, 3].map(() => submit(activityId, {}, nonce)));
      expect(both.map((a) => (a.ok ? a.data.state : a.error.code))).toEqual(Array(3).fill('published'));
      expect(await world.documents('slots', { activityId })).toHaveLength(1);
      expect(await codeOf(submit(activityId, {}, nonce))).toBe('published');
    });

    it('by two calls: whichever comes through, words and slots are of one of them', async () => {
      for (let round = 0; round < 5; round += 1) {
        const activityId = await save();
        const slots = [1, 2, 3].map((i) => ({
          kind: 'shift' as const,
          name: `班${i}`,
          start,
          end: start + HOUR,
          capacity: i,
        }));
        const answers = await Promise.all([
          codeOf(submit(activityId, { title: '一个班' })),
          codeOf(submit(activityId, { title: '三个班', slots })),
        ]);
        expect(answers.filter((a) => a === 'published').length).toBeLessThanOrEqual(1);
        if (!answers.includes('published'))
          expect(await codeOf(submit(activityId, { title: '一个班' }))).toBe('published');
        const kept = await world.documents('slots', { activityId });
        expect(kept).toHaveLength((await documentOf(activityId))?.['title'] === '三个班' ? 3 : 1);
      }
    });

    it('by its leader, and judged by staff: never published with other words than were read', async () => {
      for (let round = 0; round < 5; round += 1) {
        const activityId = await save();
        await submit(activityId, { title: '旧募捐' });
        const { held } = await world.did('officer', 'activities.held', {});
        const revision = held.find((a) => a.id === activityId)?.revision;
        const [judged] = await Promise.all([
          world.code('officer', 'activities.review', { activityId, verdict: 'publish', revision }),
          save({ title: '新募捐' }, activityId).catch(() => ''),
        ]);
        const after = await documentOf(activityId);
        expect([after?.['state'], after?.['title']]).toEqual(
          judged === 'OK' ? ['published', '旧募捐'] : ['draft', '新募捐'],
        );
      }
    });
  });
});

import { PHOTO_BYTES_AT_MOST, uploadPathOf } from '#domain/activities/photos';
import { accountIdOf, photoIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { fileContent, jpeg, leaveToPut, pathOf, putFile, putWith, removeFile } from '../../harness/files';
import { memberOf, serving } from '../../harness/teams';
import { startWorld, station } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** Photos of what has been: added by leaders, looked at before anybody else sees them. */
describe('photos', () => {
  const start = MORNING + 2 * HOUR;
  const end = start + HOUR;
  let world: World;
  let activityId: string;
  let files = 0;

  beforeAll(async () => {
    world = await startWorld();
    await world.did('officer', 'stations.import', { rows: [station('other', 'root', 'centre', 0.3)] });
    for (const openid of ['volunteer', 'stranger']) await world.person(openid);
    await serving(world, 'local', 'county');
    await serving(world, 'neighbour', 'other');
    const accountId = await memberOf(world, world.leaderTeam, 'deputy', 'leader');
    await world.did('leader', 'teams.appoint', { teamId: world.leaderTeam, accountId, role: 'deputy' });
  });
  beforeEach(async () => {
    await world.at(MORNING);
    ({ activityId } = await world.post([{ start, end }]));
    await world.at(end);
    await world.did('leader', 'session.open', {});
  });
  afterAll(() => world.close({ raced: true }));

  const set = (collection: string, _id: string, fields: Record<string, unknown>) =>
    world.alter(collection, { _id }, { $set: fields });

  const nextPath = (openid: string, of = activityId) =>
    uploadPathOf(of, accountIdOf(openid), `photo-${(files += 1)}.jpg`);
  const uploaded = (words = '', openid = 'leader', of = activityId) =>
    putFile(world.emulator, nextPath(openid, of), jpeg(words), openid);
  const input = (...chosen: readonly string[]) => ({
    activityId,
    text: '来了三十位老人',
    photos: chosen.map((one) => (one.startsWith('cloud:') ? { file: one } : { id: one })),
  });
  const report = (...chosen: readonly string[]) => world.did('leader', 'activities.report', input(...chosen));
  const code = (openid: string, ...chosen: readonly string[]) =>
    world.code(openid, 'activities.report', input(...chosen));
  const seenBy = async (openid: string) =>
    (await world.did(openid, 'activities.view', { activityId })).photos.map(({ id, state }) => [id, state]);
  const fileSeenBy = async (openid: string) =>
    (await world.did(openid, 'activities.view', { activityId })).photos[0]?.file ?? '';
  const photo = async (id: string) => (await world.documents('photos', { _id: id }))[0];
  const traceOf = async (id: string) => String(((await photo(id))?.['traces'] as string[] | undefined)?.[0]);

  /** The job once, and what WeChat then pushes. */
  async function tended() {
    const done = await world.jobs.photos();
    await world.emulator.pushed();
    return done;
  }

  /** One photo that came to this state, with these words in it. */
  async function added(words = ''): Promise<string> {
    const file = await uploaded(words);
    await report(file);
    await tended();
    return photoIdOf(activityId, file);
  }

  async function unchanged(call: () => Promise<string>): Promise<string> {
    const before = await world.everything();
    const answer = await call();
    expect(await world.everything()).toBe(before);
    return answer;
  }

  it('are shown to others once WeChat has let them pass, from a copy that no phone can write over', async () => {
    const [one, two] = [await uploaded(), await uploaded()];
    const ids = [two, one].map((file) => photoIdOf(activityId, file));
    await report(two, one);
    expect(await seenBy('leader')).toEqual(ids.map((id) => [id, 'pending']));
    expect(await seenBy('volunteer')).toEqual([]);
    expect((await tended()).asked).toBe(2);
    expect(await seenBy('volunteer')).toEqual(ids.map((id) => [id, 'passed']));
    const shown = await fileSeenBy('volunteer');
    expect([one, two]).not.toContain(shown);
    expect(await fileContent(world.emulator, shown)).toEqual(jpeg());
    expect(await fileContent(world.emulator, one)).toBeNull();
    const over = () => putFile(world.emulator, pathOf(shown), jpeg('x'), 'leader');
    await expect(over()).rejects.toThrow('STORAGE_EXCEED_AUTHORITY');
    expect(await tended()).toEqual({ asked: 0, held: 0, deleted: 0, failed: 0 });
  });

  it('lie where no phone can have asked for leave to write before they did', async () => {
    const path = nextPath('leader');
    const put = async () => {
      await report(await putFile(world.emulator, path, jpeg(), 'leader'));
      await tended();
      return fileSeenBy('volunteer');
    };
    const first = await put();
    await report();
    await tended();
    // Nothing lies there now. The same file added once more is the same photo.
    const leave = await leaveToPut(world.emulator, pathOf(first), 'leader');
    const second = await put();
    await putWith(leave, jpeg('unseen'));
    expect(await fileContent(world.emulator, second)).toEqual(jpeg());
  });

  it('that the check refuses never appear; the file goes, and whoever added it is told once', async () => {
    const id = await added('测试违规');
    expect(await seenBy('leader')).toEqual([[id, 'refused']]);
    const file = String((await photo(id))?.['file']);
    expect(await fileContent(world.emulator, file)).not.toBeNull();
    expect((await tended()).deleted).toBe(1);
    expect(await fileContent(world.emulator, file)).toBeNull();
    expect(await seenBy('volunteer')).toEqual([]);
    expect(await fileSeenBy('leader')).toBe('');
    await tended();
    const told = await world.documents('outbox', { kind: 'reviewed', _id: { $regex: id } });
    expect(told.map((m) => m['accountId'])).toEqual([accountIdOf('leader')]);
  });

  it('that the check doubts wait for staff of the area, whose verdict stands in the log', async () => {
    const id = await added('测试复核');
    expect(await seenBy('leader')).toEqual([[id, 'held']]);
    expect(await seenBy('volunteer')).toEqual([]);
    const held = async (openid: string) => (await world.did(openid, 'photos.held', {})).held;
    expect(await held('local')).toMatchObject([
      { id, activityId, title: '社区义剪', report: '来了三十位老人' },
    ]);
    expect(await held('neighbour')).toEqual([]);
    expect(await world.code('leader', 'photos.held', {})).toBe('NOT_ALLOWED');
    const nonce = newNonce();
    const verdict = { photoId: id, verdict: 'publish' as const };
    const first = await world.did('local', 'photos.review', verdict, nonce);
    expect(await world.did('local', 'photos.review', verdict, nonce)).toEqual(first);
    expect(await seenBy('volunteer')).toEqual([[id, 'passed']]);
    expect(await held('local')).toEqual([]);
    const lines = await world.documents('audit', { subject: id });
    expect(lines).toMatchObject([
      { actor: accountIdOf('local'), before: { state: 'held' }, after: { state: 'passed' } },
    ]);
  });

  it('that staff refuse go with the reason, which the leader reads', async () => {
    const id = await added('测试复核');
    const refuse = { photoId: id, verdict: 'refuse' as const, reason: '看得清老人的脸' };
    await world.did('local', 'photos.review', refuse);
    await tended();
    const { photos } = await world.did('leader', 'activities.view', { activityId });
    expect(photos).toEqual([{ id, file: '', state: 'refused', reason: '看得清老人的脸' }]);
    expect(
      await world.documents('outbox', { 'values.thing3': '看得清老人的脸', _id: { $regex: id } }),
    ).toHaveLength(1);
  });

  it('get one verdict when two of the staff give different ones at once', async () => {
    const id = await added('测试复核');
    const answers = await Promise.all([
      world.code('local', 'photos.review', { photoId: id, verdict: 'publish' }),
      world.code('officer', 'photos.review', { photoId: id, verdict: 'refuse', reason: '不合适' }),
    ]);
    expect(answers.sort()).toEqual(['ALREADY_REVIEWED', 'OK']);
  });

  it.each([
    ['somebody of elsewhere', 'neighbour', 'publish', '', 'NOT_FOUND'],
    ['its own leader', 'leader', 'publish', '', 'NOT_ALLOWED'],
    ['somebody without a reason', 'local', 'refuse', '', 'REASON_NEEDED'],
  ] as const)('are not judged by %s', async (_, openid, verdict, reason, refusal) => {
    const photoId = await added('测试复核');
    expect(await unchanged(() => world.code(openid, 'photos.review', { photoId, verdict, reason }))).toBe(
      refusal,
    );
  });

  it('are judged once, and only while they wait for a person', async () => {
    const passed = await added();
    const publish = (photoId: string) => () =>
      world.code('officer', 'photos.review', { photoId, verdict: 'publish' });
    expect(await unchanged(publish(passed))).toBe('ALREADY_REVIEWED');
    expect(await unchanged(publish('p-none'))).toBe('NOT_FOUND');
    await report();
    expect(await unchanged(publish(passed))).toBe('NOT_FOUND');
  });

  describe('what WeChat pushes', () => {
    const message = (trace_id: string, suggest = 'pass', errcode = 0) => ({
      MsgType: 'event',
      Event: 'wxa_media_check',
      FromUserName: 'leader',
      appid: 'wx0',
      version: 2,
      trace_id,
      errcode,
      result: { suggest, label: 100 },
    });
    const answer = async (openid: string | null, event: Record<string, unknown>) => {
      const envelope = await world.raw(openid, 'jobs', event);
      return envelope.ok ? 'OK' : envelope.error.code;
    };

    it('counts for nothing when a phone sends it', async () => {
      const id = await added('测试无应答');
      const trace = await traceOf(id);
      for (const openid of ['leader', 'stranger', 'officer'])
        expect(await unchanged(() => answer(openid, message(trace)))).toBe('NOT_ALLOWED');
      const direct = {
        action: 'photos.checked',
        input: { traceId: trace, answer: 'pass' },
        nonce: newNonce(),
      };
      expect(await unchanged(() => answer('leader', direct))).toBe('NOT_ALLOWED');
      expect(await answer(null, message(trace))).toBe('OK');
      expect(await seenBy('volunteer')).toEqual([[id, 'passed']]);
    });

    it('counts once, whatever the second says', async () => {
      const id = await added('测试无应答');
      const trace = await traceOf(id);
      expect(await answer(null, message(trace, 'risky'))).toBe('OK');
      expect(await unchanged(() => answer(null, message(trace, 'risky')))).toBe('OK');
      expect(await unchanged(() => answer(null, message(trace, 'pass')))).toBe('OK');
      expect(await seenBy('leader')).toEqual([[id, 'refused']]);
    });

    it('of an unknown picture changes nothing', async () => {
      expect(await unchanged(() => answer(null, message('nobody-asked')))).toBe('NOT_FOUND');
      expect(await unchanged(() => answer(null, { ...message(''), trace_id: 7 }))).toBe('BAD_INPUT');
      expect(await unchanged(() => answer(null, { ...message('x'), Event: 'other' }))).toBe('BAD_INPUT');
    });

    it('of a picture that has been taken out meanwhile changes nothing', async () => {
      const id = await added('测试无应答');
      const trace = await traceOf(id);
      await report();
      expect(await answer(null, message(trace))).toBe('OK');
      expect((await photo(id))?.['state']).toBe('gone');
    });

    it('when it could not look, has it asked again at once', async () => {
      const id = await added('测试无应答');
      expect(await answer(null, message(await traceOf(id), 'pass', -1008))).toBe('OK');
      expect((await tended()).asked).toBe(1);
      expect((await photo(id))?.['asked']).toBe(2);
    });
  });

  it('that WeChat does not answer for are asked about again after half an hour, and then wait for a person', async () => {
    const id = await added('测试无应答');
    const after = async (minutes: number) => {
      await world.at(end + minutes * MINUTE);
      await tended();
      return photo(id);
    };
    expect(await after(29)).toMatchObject({ state: 'pending', asked: 1 });
    expect(await after(31)).toMatchObject({ state: 'pending', asked: 2 });
    expect(await after(62)).toMatchObject({ state: 'pending', asked: 3 });
    expect(await after(93)).toMatchObject({ state: 'held', asked: 3 });
    expect((await world.did('officer', 'photos.held', {})).held.map((p) => p.id)).toContain(id);
  });

  it('are asked about once by two runs at the same moment', async () => {
    await report(await uploaded());
    const runs = await Promise.all([tended(), tended()]);
    expect(runs.reduce((sum, { asked }) => sum + asked, 0)).toBe(1);
  });

  it('taken out while they are being looked at leave no file behind', async () => {
    for (let round = 0; round < 5; round += 1) {
      const file = await uploaded();
      await report(file);
      const id = photoIdOf(activityId, file);
      const copy = `photos/${activityId}/${String((await photo(id))?.['copyName'])}.jpg`;
      await Promise.all([tended(), report()]);
      await tended();
      await tended();
      const left = await Promise.all([file, copy].map((each) => fileContent(world.emulator, each)));
      expect([await photo(id), ...left]).toEqual([undefined, null, null]);
    }
  });

  it('whose file has gone before anybody looked are not put up', async () => {
    const file = await uploaded();
    await report(file);
    await removeFile(world.emulator, file);
    await tended();
    expect(await seenBy('leader')).toEqual([[photoIdOf(activityId, file), 'refused']]);
  });

  it.each([
    ['what is no picture', Buffer.from('<script>')],
    ['what is too large', Buffer.concat([jpeg(), Buffer.alloc(PHOTO_BYTES_AT_MOST)])],
  ])('%s is not put up', async (_, content) => {
    const file = await putFile(world.emulator, nextPath('leader'), content, 'leader');
    await report(file);
    await tended();
    expect(await seenBy('leader')).toEqual([[photoIdOf(activityId, file), 'refused']]);
    await tended();
    expect(await fileContent(world.emulator, file)).toBeNull();
  });

  it('are put in another order, kept while the words change, and taken out with their files', async () => {
    const [one, two] = [await uploaded(), await uploaded()];
    await report(one, two);
    await tended();
    const [a = '', b = ''] = (await seenBy('leader')).map(([id]) => id);
    await report(b, a);
    expect(await seenBy('volunteer')).toEqual([
      [b, 'passed'],
      [a, 'passed'],
    ]);
    const file = await fileSeenBy('volunteer');
    await report(a);
    expect((await seenBy('volunteer')).map(([id]) => id)).toEqual([a]);
    expect((await tended()).deleted).toBe(1);
    expect(await fileContent(world.emulator, file)).toBeNull();
    expect(await photo(b)).toBeUndefined();
    // Its id is no way back.
    await report(a, b);
    expect((await seenBy('leader')).map(([id]) => id)).toEqual([a]);
  });

  it('sent again are the same photos; a deputy adds to what the leader added', async () => {
    const file = await uploaded();
    const nonce = newNonce();
    const send = () => world.did('leader', 'activities.report', input(file, file), nonce);
    await Promise.all([send(), send()]);
    // Of two at once one looks again what the other has answered.
    world.emulator.resetMetrics();
    expect(await unchanged(async () => (await send()).activityId)).toBe(activityId);
    const id = photoIdOf(activityId, file);
    const own = await uploaded('', 'deputy');
    expect(await code('deputy', id, own)).toBe('OK');
    expect((await seenBy('leader')).map(([each]) => each)).toEqual([id, photoIdOf(activityId, own)]);
  });

  it('whose report died before it named them are let go of, files and all', async () => {
    const file = await uploaded();
    await report(file);
    await set('activities', activityId, { 'report.photos': [] });
    const id = photoIdOf(activityId, file);
    await tended();
    expect((await photo(id))?.['state']).toBe('pending');
    await world.at(end + 2 * MINUTE);
    await tended();
    await tended();
    expect([await photo(id), await fileContent(world.emulator, file)]).toEqual([undefined, null]);
  });

  describe('are refused', () => {
    it('as somebody else’s file, of another activity or person, or of elsewhere', async () => {
      const { activityId: second } = await postedEarlier();
      const foreign = [
        await uploaded('', 'deputy'),
        await uploaded('', 'leader', second),
        await putFile(world.emulator, 'photos/anywhere/x.jpg', jpeg(), 'leader'),
        `cloud://else.bucket/${uploadPathOf(activityId, accountIdOf('leader'), '../x.jpg')}`,
      ];
      for (const file of foreign) expect(await unchanged(() => code('leader', file))).toBe('BAD_INPUT');
      const id = await added();
      expect(await world.code('leader', 'activities.report', { ...input(id), activityId: second })).toBe(
        'OK',
      );
      expect((await world.did('leader', 'activities.view', { activityId: second })).photos).toEqual([]);
    });

    async function postedEarlier() {
      await world.at(MORNING);
      const posted = await world.post([{ start, end }]);
      await world.at(end);
      return posted;
    }

    it('where the file is not there', async () => {
      const missing = `cloud://local-0.local-bucket/${nextPath('leader')}`;
      expect(await unchanged(() => code('leader', missing))).toBe('PHOTO_MISSING');
    });

    it('as a seventh', async () => {
      const six = await Promise.all(Array.from({ length: 6 }, () => uploaded()));
      expect(await code('leader', ...six)).toBe('OK');
      expect(await unchanged(async () => code('leader', ...six, await uploaded()))).toBe('BAD_INPUT');
    });

    it('before the end, of a team that is not one’s own, and beside words that cannot stand', async () => {
      const file = await uploaded();
      expect(await unchanged(() => code('volunteer', file))).toBe('NOT_ALLOWED');
      const bad = { ...input(file), text: '测试违规' };
      expect(await unchanged(() => world.code('leader', 'activities.report', bad))).toBe('CONTENT_REFUSED');
      await world.at(end - MINUTE);
      expect(await unchanged(() => code('leader', file))).toBe('NOT_FINISHED');
    });
  });

  it('go with the account that added them', async () => {
    const own = await uploaded('', 'deputy');
    const leaders = await uploaded();
    await world.did('deputy', 'session.open', {});
    expect(await code('deputy', own)).toBe('OK');
    await report(photoIdOf(activityId, own), leaders);
    await tended();
    const file = await fileSeenBy('volunteer');
    await world.did('deputy', 'account.delete', {});
    expect((await seenBy('volunteer')).map(([id]) => id)).toEqual([photoIdOf(activityId, leaders)]);
    await tended();
    expect(await fileContent(world.emulator, file)).toBeNull();
  });

  it('cost a report four round trips at most', () => {
    const { roundTrips } = world.emulator.metrics().actions['activities.report'] ?? {};
    expect(roundTrips?.max).toBeLessThanOrEqual(4);
  });

  // After the trips have been counted: who adds the same at once needs some more.
  it('are all kept that a report names, though another was sent at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [one, two] = [await uploaded(), await uploaded()];
      await Promise.all([report(one), report(one, two), report(two, one), report(one, two)]);
      const [activity] = await world.documents('activities', { _id: activityId });
      const named = (activity?.['report'] as { photos: string[] }).photos;
      expect(await Promise.all(named.map(photo))).not.toContain(undefined);
    }
  });
});

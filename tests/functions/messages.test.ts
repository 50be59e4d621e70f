import { GRANTS_AT_MOST } from '#domain/messages/grants';
import type { MessageKind } from '#domain/settings';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { noKey } from '#domain/unique';
import type { OutboxDocument } from '../../cloudfunctions/documents';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

describe('messages', () => {
  let world: World;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    world = await startWorld();
    for (const p of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) ids[p] = await world.person(p);
    ids['leader'] = (await world.did('leader', 'session.open', {})).accountId;
  });
  afterAll(() => world.close());
  beforeEach(() => world.at(MORNING));

  const leftOf = async (openid: string, kind: MessageKind): Promise<number> =>
    (await world.did(openid, 'session.open', {})).grants[kind] ?? 0;

  /** What WeChat itself would let through. */
  const allow = (openid: string, kind: MessageKind, count: number) =>
    fetch(`${world.emulator.url}/grants`, {
      method: 'POST',
      body: JSON.stringify({ openid, templateId: `t-${kind}`, count }),
    });

  /** As on the phone: WeChat notes it, and the phone reports it. */
  async function accept(openid: string, kind: MessageKind, count = 1): Promise<void> {
    await allow(openid, kind, count);
    for (let i = 0; i < count; i += 1) await world.did(openid, 'messages.granted', { kinds: [kind] });
  }

  async function mailbox(openid: string): Promise<{ data: Record<string, string> }[]> {
    const answer = await fetch(`${world.emulator.url}/mailbox?openid=${openid}`);
    return ((await answer.json()) as { messages: { data: Record<string, string> }[] }).messages;
  }

  let written = 0;
  async function put(
    accountId: string,
    kind: MessageKind,
    own: Partial<OutboxDocument> = {},
  ): Promise<string> {
    const _id = `test_${(written += 1)}`;
    const values = { thing1: '社区义剪', phrase2: '已通过', thing3: '中心广场' };
    const due = { state: 'due' as const, tries: 0, dueAt: new Date(MORNING) };
    const message = { _id, kind, accountId, page: 'pages/me/index', values, ...due, ...own };
    await world.emulator.store.insert('outbox', [message]);
    return _id;
  }
  const stateOf = async (_id: string) => (await world.documents('outbox', { _id }))[0]?.['state'];

  describe('leave to send', () => {
    it('is counted by kind, and told with the session', async () => {
      const { grants } = await world.did('a', 'messages.granted', { kinds: ['promoted', 'changed'] });
      expect(grants).toEqual({ promoted: 1, changed: 1 });
      await world.did('a', 'messages.granted', { kinds: ['promoted'] });
      expect((await world.did('a', 'session.open', {})).grants).toEqual({ promoted: 2, changed: 1 });
    });

    it('counts once when the report is sent again, even at the same moment', async () => {
      const nonce = newNonce();
      const report = () => world.did('b', 'messages.granted', { kinds: ['joined'] }, nonce);
      const answers = await Promise.all([report(), report(), report()]);
      expect(answers).toEqual([
        { grants: { joined: 1 } },
        { grants: { joined: 1 } },
        { grants: { joined: 1 } },
      ]);
      expect(await report()).toEqual({ grants: { joined: 1 } });
      expect(await leftOf('b', 'joined')).toBe(1);
    });

    it('is kept up to a bound', async () => {
      const kinds: MessageKind[] = ['offered'];
      for (let i = 0; i < GRANTS_AT_MOST + 2; i += 1) await world.did('b', 'messages.granted', { kinds });
      expect(await leftOf('b', 'offered')).toBe(GRANTS_AT_MOST);
    });

    it.each([
      ['no kind', []],
      ['more than one question holds', ['promoted', 'changed', 'cancelled', 'joined']],
      ['a kind that there is not', ['$inc']],
    ])('is refused of %s', async (_name, kinds) => {
      const before = await world.everything();
      const event = { action: 'messages.granted', input: { kinds }, nonce: newNonce() };
      expect(await world.raw('b', 'member', event)).toMatchObject({ error: { code: 'BAD_INPUT' } });
      expect(await world.everything()).toBe(before);
    });

    it('is refused of somebody whom nobody knows', async () => {
      expect(await world.code('stranger', 'messages.granted', { kinds: ['promoted'] })).toBe('NO_ACCOUNT');
    });
  });

  describe('sending', () => {
    it('takes one leave for one message; what has none never reaches WeChat', async () => {
      await accept('c', 'credited');
      // WeChat would let more through than the phone reported.
      await allow('c', 'credited', 5);
      const messages = [await put(ids['c'] ?? '', 'credited'), await put(ids['c'] ?? '', 'credited')];
      expect(await world.jobs.deliver()).toEqual({ sent: 1, refused: 1, failed: 0 });
      expect((await Promise.all(messages.map(stateOf))).sort()).toEqual(['refused', 'sent']);
      expect(await mailbox('c')).toHaveLength(1);
      expect(await leftOf('c', 'credited')).toBe(0);
    });

    it('sends each once and never more than is allowed, whatever runs beside it', async () => {
      await accept('d', 'changed', 5);
      for (let i = 0; i < 12; i += 1) await put(ids['d'] ?? '', 'changed');
      const runs = await Promise.all([1, 2, 3].map(() => world.jobs.deliver()));
      expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(5);
      expect(runs.reduce((sum, { refused }) => sum + refused, 0)).toBe(7);
      expect(await mailbox('d')).toHaveLength(5);
      expect(await leftOf('d', 'changed')).toBe(0);
    });

    it('forgets all leave that WeChat no longer knows of', async () => {
      for (let i = 0; i < 3; i += 1) await world.did('e', 'messages.granted', { kinds: ['due'] });
      const message = await put(ids['e'] ?? '', 'due');
      expect((await world.jobs.deliver()).refused).toBe(1);
      expect(await stateOf(message)).toBe('refused');
      expect(await leftOf('e', 'due')).toBe(0);
    });

    it('tries again what failed, without using up the leave, and gives up in the end', async () => {
      await accept('f', 'answered');
      // WeChat takes no empty field.
      const values = { thing1: '', phrase2: '已通过', thing3: '中心广场' };
      const message = await put(ids['f'] ?? '', 'answered', { values });
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        expect(await stateOf(message)).toBe('due');
        await world.jobs.deliver();
        expect(await leftOf('f', 'answered')).toBe(1);
        await world.at(MORNING + attempt * 30 * MINUTE);
      }
      expect(await stateOf(message)).toBe('failed');
      expect(await world.jobs.deliver()).toEqual({ sent: 0, refused: 0, failed: 0 });
    });

    it('is not done for a kind that the city has no template of', async () => {
      await accept('f', 'reviewed');
      const set = (reviewed: string) =>
        world.alter(
          'settings',
          { _id: 'city' },
          { $set: { 'messages.templates.reviewed': reviewed, version: reviewed } },
        );
      await set('');
      const message = await put(ids['f'] ?? '', 'reviewed');
      await world.jobs.deliver();
      await set('t-reviewed');
      expect(await stateOf(message)).toBe('refused');
      expect(await leftOf('f', 'reviewed')).toBe(1);
    });
  });

  describe('about people without WeChat', () => {
    const keep = (name: string, own: Record<string, string>) =>
      world.emulator.store.insert('accounts', [
        {
          _id: name,
          openid: `none:${name}`,
          name,
          phone: '',
          duties: [],
          createdAt: new Date(MORNING),
          number: noKey(name),
          keptSeat: noKey(name),
          ...own,
        },
      ]);

    it('go to the relative who keeps them, and say whom they are about', async () => {
      await keep('奶奶', { keptBy: ids['g'] ?? '' });
      await accept('g', 'promoted');
      const message = await put('奶奶', 'promoted');
      expect(await world.jobs.deliver()).toEqual({ sent: 1, refused: 0, failed: 0 });
      expect(await stateOf(message)).toBe('sent');
      expect(await mailbox('g')).toMatchObject([{ data: { thing1: '奶奶：社区义剪' } }]);
    });

    it('go to the leader of the team that keeps them', async () => {
      await keep('老李', { keptByTeam: world.leaderTeam });
      await accept('leader', 'promoted');
      await put('老李', 'promoted');
      expect(await world.jobs.deliver()).toEqual({ sent: 1, refused: 0, failed: 0 });
      expect(await mailbox('leader')).toMatchObject([{ data: { thing1: '老李：社区义剪' } }]);
    });

    it('go to nobody where nobody keeps them', async () => {
      await keep('老张', {});
      const message = await put('老张', 'promoted');
      expect(await world.jobs.deliver()).toEqual({ sent: 0, refused: 1, failed: 0 });
      expect(await stateOf(message)).toBe('refused');
    });
  });

  it('reminds each holder once a day and once two hours before, however many runs there are at once', async () => {
    const begins = MORNING + 30 * HOUR;
    const { slotId } = await world.post([{ start: begins, end: begins + HOUR }]);
    for (const p of ['a', 'h']) await world.did(p, 'signups.take', { slotId, wait: false });
    const told = async (kind: MessageKind) =>
      (await world.documents('outbox', { kind })).filter(({ _id }) => String(_id).includes(slotId)).length;
    for (const [kind, before] of [
      ['reminderDay', DAY],
      ['reminderSoon', 2 * HOUR],
    ] as const) {
      await world.at(begins - before - MINUTE);
      await world.jobs.remind();
      expect(await told(kind)).toBe(0);
      await world.at(begins - before);
      await Promise.all([1, 2, 3].map(() => world.jobs.remind()));
      expect(await told(kind)).toBe(2);
    }
    const [slot] = await world.documents('slots', { _id: slotId });
    expect(slot).not.toHaveProperty('remindAt');
  });

  it('lets go of what was told a month ago, and of nothing else', async () => {
    const overAt = new Date(MORNING);
    const over = { state: 'sent' as const, overAt };
    const old = await put(ids['a'] ?? '', 'joined', over);
    await world.alter('outbox', { _id: old }, { $unset: { dueAt: '' } });
    await world.at(MORNING + 30 * DAY - MINUTE);
    await world.jobs.purge();
    expect(await stateOf(old)).toBe('sent');
    await world.at(MORNING + 30 * DAY + MINUTE);
    const waiting = await put(ids['a'] ?? '', 'joined');
    expect((await world.jobs.purge()).messages).toBeGreaterThanOrEqual(1);
    expect(await stateOf(old)).toBeUndefined();
    expect(await stateOf(waiting)).toBe('due');
  });

  it('costs a report two round trips', () => {
    const { actions, unindexedQueries } = world.emulator.metrics();
    expect(actions['messages.granted']?.roundTrips.max).toBeLessThanOrEqual(2);
    expect(unindexedQueries).toEqual([]);
  });
});

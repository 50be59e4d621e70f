import type * as outboxService from '../../miniprogram/services/outbox';

/** The queue on the phone, over a storage and a cloud that a test holds in its hands. */
type Event = { action: string; input: Record<string, unknown>; nonce: string };
type Reply = 'lost' | { code: string } | { errCode: number } | object;
type Service = typeof outboxService;

const storage = new Map<string, unknown>();
let sent: Event[] = [];
let reply: (event: Event) => Reply | Promise<Reply> = () => ({});
let online: ((state: { isConnected: boolean }) => void)[] = [];
let full = false;

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const fakeWx = {
  getStorageSync: (key: string) => (storage.has(key) ? copy(storage.get(key)) : ''),
  setStorageSync: (key: string, value: unknown) => {
    if (full) throw new Error('exceed storage max size');
    storage.set(key, copy(value));
  },
  removeStorageSync: (key: string) => storage.delete(key),
  onNetworkStatusChange: (listener: (typeof online)[number]) => online.push(listener),
  onAppShow: () => undefined,
  cloud: {
    callFunction: async ({ data }: { data: Event }) => {
      sent.push(copy(data));
      const answer = await reply(data);
      if (answer === 'lost')
        throw Object.assign(new Error('offline'), { errMsg: 'request:fail', errCode: -1 });
      if ('errCode' in answer) throw Object.assign(new Error('cloud.callFunction:fail'), answer);
      if ('code' in answer) return { result: { ok: false, error: { ...answer, details: {} } } };
      return { result: { ok: true, data: answer } };
    },
  },
};

/** As after a restart of the app: nothing but the storage is left. */
function restart(): Service {
  jest.clearAllTimers();
  jest.resetModules();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a second instance of the module is the point
  return require('../../miniprogram/services/outbox') as Service;
}

const about = { slotId: 's1', what: '签到', title: '义剪' };
const input = { code: 'wm1.s1.1.00000000000000000000' };
const kept = () => (storage.get('outbox') ?? { waiting: [], refused: [] }) as outboxService.Outbox;
const settled = () => jest.advanceTimersByTimeAsync(1000);

async function told(service: Service, change: Partial<typeof about> = {}) {
  const { nonce, safely, answer } = service.tell(
    'attendance.checkIn',
    input,
    { ...about, ...change },
    jest.now(),
  );
  await settled();
  return { nonce, safely, result: await answer };
}

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-03-01T08:00:00+08:00') });
  storage.clear();
  sent = [];
  online = [];
  full = false;
  reply = () => ({});
  Object.assign(globalThis, { wx: fakeWx });
});
afterEach(() => {
  jest.useRealTimers();
});

test('told at once, it is answered and nothing is left', async () => {
  reply = () => ({ again: false });
  expect(await told(restart())).toMatchObject({ result: { ok: true, data: { again: false } } });
  expect(kept().waiting).toEqual([]);
  expect(sent[0]?.input).toMatchObject({ takenAt: jest.now() - 1000, sentAt: jest.now() - 1000 });
});

test('it stands in the storage before it is sent: an app killed half-way loses nothing', async () => {
  let stood = 0;
  reply = () => {
    stood = kept().waiting.length;
    return {};
  };
  await told(restart());
  expect(stood).toBe(1);
});

test('without network it is kept, and sent after a restart, under the same nonce, with its own time', async () => {
  reply = () => 'lost';
  const madeAt = jest.now();
  expect(await told(restart())).toMatchObject({ safely: true, result: null });
  const nonce = kept().waiting[0]?.nonce;
  reply = () => ({});
  const service = restart();
  await jest.advanceTimersByTimeAsync(3_600_000);
  expect(kept().waiting).toHaveLength(1);
  service.startOutbox();
  await settled();
  expect(kept().waiting).toEqual([]);
  expect(new Set(sent.map((event) => event.nonce))).toEqual(new Set([nonce]));
  expect(sent[sent.length - 1]?.input).toMatchObject({
    takenAt: madeAt,
    sentAt: expect.any(Number) as number,
  });
});

test('what is lost on the way back is sent again and counts once by its nonce', async () => {
  const done = new Set<string>();
  let first = true;
  reply = ({ nonce }) => {
    done.add(nonce);
    if (!first) return {};
    first = false;
    return 'lost';
  };
  const result = await told(restart());
  expect(result.result).toMatchObject({ ok: true });
  expect(sent).toHaveLength(2);
  expect(done.size).toBe(1);
});

/** From now on answers take their time; tells how many calls were under way at once at most. */
function countAtOnce(): () => number {
  let open = 0;
  let most = 0;
  reply = async () => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setTimeout(resolve, 50));
    open -= 1;
    return {};
  };
  return () => most;
}

test('sends in order, one at a time, and the next only after the answer', async () => {
  const most = countAtOnce();
  const service = restart();
  const all = ['1', '2', '3'].map((what) =>
    service.tell('attendance.checkIn', input, { ...about, what }, jest.now()),
  );
  void service.flush();
  await settled();
  await Promise.all(all.map(({ answer }) => answer));
  expect(most()).toBe(1);
  expect(sent).toHaveLength(3);
  expect(kept().waiting).toEqual([]);
});

test('a refusal leaves the queue, is kept until it was read, and holds up nobody', async () => {
  reply = () => 'lost';
  const service = restart();
  await told(service);
  await told(service, { what: '签退' });
  reply = ({ nonce }) =>
    nonce === kept().waiting[0]?.nonce && kept().waiting.length === 2 ? { code: 'TOO_OLD' } : {};
  service.resume();
  await settled();
  expect(kept().waiting).toEqual([]);
  expect(kept().refused).toMatchObject([{ what: '签到', code: 'TOO_OLD' }]);
  service.dismiss(kept().refused[0]?.nonce ?? '');
  expect(kept().refused).toEqual([]);
});

test('the network coming back sends at once; until then tries grow apart', async () => {
  reply = () => 'lost';
  const service = restart();
  service.startOutbox();
  await told(service);
  const tries = sent.length;
  await jest.advanceTimersByTimeAsync(600_000);
  expect(sent.length - tries).toBeGreaterThan(10);
  expect(sent.length - tries).toBeLessThan(40);
  reply = () => ({});
  online.forEach((listener) => listener({ isConnected: true }));
  await settled();
  expect(kept().waiting).toEqual([]);
});

describe('a weak network', () => {
  const hang = () => new Promise<Reply>(() => undefined);

  test('what was noted before a question keeps its moment in each try, and each says when it goes out', async () => {
    reply = () => 'lost';
    const madeAt = jest.now() - 20_000;
    restart().tell('attendance.checkIn', input, about, madeAt);
    await settled();
    const [first, second] = sent;
    expect([first?.input['takenAt'], second?.input['takenAt']]).toEqual([madeAt, madeAt]);
    expect(first?.input['sentAt']).toBe(madeAt + 20_000);
    expect(Number(second?.input['sentAt'])).toBeGreaterThan(madeAt + 20_000);
  });

  test('a call that hangs is said to wait, while it is sent again', async () => {
    reply = () => (sent.length === 1 ? hang() : {});
    const service = restart();
    const { answer } = service.tell('attendance.checkIn', input, about, jest.now());
    let said: unknown = 'nothing';
    void answer.then((result) => (said = result));
    await jest.advanceTimersByTimeAsync(5000);
    expect(said).toBeNull();
    expect(kept().waiting).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(kept()).toEqual({ waiting: [], refused: [] });
    expect(sent).toHaveLength(2);
  });

  test('an answer that comes when nobody waits for it any more still counts, if it is yes', async () => {
    let late: (reply: Reply) => void = () => undefined;
    reply = () => (sent.length === 1 ? new Promise((resolve) => (late = resolve)) : hang());
    const service = restart();
    service.tell('attendance.checkIn', input, about, jest.now());
    await jest.advanceTimersByTimeAsync(12_000);
    expect(kept().waiting).toHaveLength(1);
    late({});
    await settled();
    expect(kept()).toEqual({ waiting: [], refused: [] });
  });

  test('a late no to the first try says nothing of the second', async () => {
    let late: (reply: Reply) => void = () => undefined;
    reply = () => (sent.length === 1 ? new Promise((resolve) => (late = resolve)) : hang());
    const service = restart();
    service.tell('attendance.checkIn', input, about, jest.now());
    await jest.advanceTimersByTimeAsync(12_000);
    late({ code: 'CODE_EXPIRED' });
    await settled();
    expect(kept()).toMatchObject({ waiting: [{ tries: 2 }], refused: [] });
  });
});

describe('a cloud that cannot answer now', () => {
  const faults: readonly Reply[] = [
    { code: 'INTERNAL' },
    { code: 'CONFLICT' },
    { errCode: -502001 },
    { errCode: -504003 },
    { errCode: -501004 },
    { errCode: -501002 },
  ];

  test.each(faults)('takes nothing away, however often: %j', async (fault) => {
    reply = () => fault;
    const service = restart();
    expect(await told(service)).toMatchObject({ result: null });
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(kept()).toMatchObject({ waiting: [{ slotId: 's1' }], refused: [] });
    reply = () => ({});
    service.resume();
    await settled();
    expect(kept()).toEqual({ waiting: [], refused: [] });
  });

  test('once only is hardly noticed', async () => {
    reply = () => (sent.length === 1 ? { errCode: -502001 } : {});
    expect(await told(restart())).toMatchObject({ result: { ok: true } });
  });

  test('over one of them holds up nobody else, and keeps the order of one person', async () => {
    reply = ({ input: { code } }) => (code === 'stuck' ? { code: 'INTERNAL' } : {});
    const service = restart();
    const note = (slotId: string, code: string) =>
      service.tell('attendance.checkIn', { code }, { ...about, slotId }, jest.now());
    note('s1', 'stuck');
    note('s1', 'after it');
    note('s2', 'of another');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(kept().waiting.map(({ slotId }) => slotId)).toEqual(['s1', 's1']);
    expect(sent.map((event) => event.input['code'])).not.toContain('after it');
  });
});

test('what was never sent can be taken back, what was tried cannot', async () => {
  reply = () => 'lost';
  const service = restart();
  await told(service);
  const second = service.tell('attendance.checkIn', input, about, jest.now());
  const [head, next] = kept().waiting;
  expect(service.withdraw(head?.nonce ?? '')).toBe(false);
  expect(service.withdraw(next?.nonce ?? '')).toBe(true);
  await settled();
  await second.answer;
  expect(kept().waiting).toHaveLength(1);
});

test('two instances of the app on one phone do not send side by side', async () => {
  const most = countAtOnce();
  const [one, two] = [restart(), restart()];
  const both = [one, two].map((service) => service.tell('attendance.checkIn', input, about, jest.now()));
  await jest.advanceTimersByTimeAsync(10_000);
  await Promise.all(both.map(({ answer }) => answer));
  expect(most()).toBe(1);
  expect(kept().waiting).toEqual([]);
  expect(new Set(sent.map(({ nonce }) => nonce)).size).toBe(sent.length);
});

test('where storage is full it waits in memory, and says that it is not safe', async () => {
  reply = () => 'lost';
  full = true;
  const service = restart();
  expect(await told(service)).toMatchObject({ safely: false, result: null });
  expect(service.outbox().waiting).toHaveLength(1);
  full = false;
  reply = () => ({});
  service.resume();
  await settled();
  expect(service.outbox().waiting).toEqual([]);
});

test('what had waited and is taken is told to whoever looks, what is answered at once is not', async () => {
  const service = restart();
  const heard = jest.fn();
  service.onSent(heard);
  await told(service);
  expect(heard).not.toHaveBeenCalled();
  reply = () => 'lost';
  await told(service, { slotId: 's2' });
  await told(service, { slotId: 's3' });
  reply = () => ({});
  service.resume();
  await settled();
  expect(kept().waiting).toEqual([]);
  expect(heard).toHaveBeenCalledTimes(2);
});

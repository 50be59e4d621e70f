import { conclude, send, sendOnce, sendingData, whileBusy } from '../../miniprogram/kit/sending';
import type { Afterwards } from '../../miniprogram/kit/sending';
import { at } from '../domain/support';
import { storyClock } from '../support/story-clock';

/** What a page does while it sends, and what stands behind a call that is sent again. */
storyClock(at(8));

type Event = { action: string; input: unknown; nonce: string };
type Way = 'yes' | 'no' | 'lost' | 'busy';
/** Longer than anybody waits in turn. */
const IN_TURN_MS = 60_000;

let sent: Event[] = [];
let way: Way = 'yes';
let said: string[] = [];
/** What is shown while a call waits; empty once it is taken away. */
let waits: string[] = [];

const ways: Readonly<Record<Way, () => Promise<unknown>>> = {
  yes: () => Promise.resolve({ result: { ok: true, data: { registered: true } } }),
  no: () => Promise.resolve({ result: { ok: false, error: { code: 'NOT_ALLOWED', details: {} } } }),
  lost: () => Promise.reject(Object.assign(new Error('offline'), { errMsg: 'request:fail', errCode: -1 })),
  busy: () => Promise.reject(Object.assign(new Error('busy'), { errMsg: 'fail', errCode: -501004 })),
};

beforeEach(async () => {
  sent = [];
  said = [];
  waits = [];
  way = 'yes';
  const callFunction = ({ data }: { data: Event }) => {
    sent.push(data);
    return ways[way]();
  };
  const showToast = ({ title }: { title: string }) => void said.push(title);
  const showModal = ({ title = '', content }: { title?: string; content: string }) =>
    void said.push(`${title}${content}`);
  const showLoading = ({ title }: { title: string }) => void waits.push(title);
  const hideLoading = () => void waits.push('');
  const shown = { showToast, showModal, showLoading, hideLoading };
  Object.assign(globalThis, { wx: { cloud: { callFunction }, ...shown } });
  // Whatever an earlier test has left without an answer.
  await consent('identity', true);
  sent = [];
});
afterEach(() => void Reflect.deleteProperty(globalThis, 'wx'));

async function consent(kind: 'identity' | 'location', given: boolean): Promise<string> {
  const answer = sendOnce('account.consent', { kind, given });
  await jest.advanceTimersByTimeAsync(IN_TURN_MS);
  await answer;
  return sent[sent.length - 1]?.nonce ?? '';
}

describe('where too many ask at once', () => {
  test('whoever taps is told once that the tap is kept, and is served under its nonce', async () => {
    way = 'busy';
    const answer = sendOnce('account.consent', { kind: 'location', given: true });
    await jest.advanceTimersByTimeAsync(8000);
    expect(waits).toHaveLength(1);
    expect(sent.length).toBeGreaterThan(3);
    way = 'yes';
    await jest.advanceTimersByTimeAsync(IN_TURN_MS);
    expect((await answer).ok).toBe(true);
    expect(new Set(sent.map(({ nonce }) => nonce)).size).toBe(1);
    expect(waits).toEqual([expect.any(String), '']);
  });

  test('it fails in the end, and the next tap is the same call', async () => {
    way = 'busy';
    const first = await consent('location', true);
    expect(sent.length).toBeLessThan(20);
    expect(await consent('location', true)).toBe(first);
  });
});

describe('the nonce', () => {
  test.each(['lost', 'busy'] as const)(
    'is kept while a call is %s, and renewed after a yes',
    async (fault) => {
      way = fault;
      const first = await consent('location', false);
      expect(await consent('location', false)).toBe(first);
      way = 'yes';
      expect(await consent('location', false)).toBe(first);
      expect(await consent('location', false)).not.toBe(first);
    },
  );

  test('is renewed after a refusal', async () => {
    way = 'lost';
    const first = await consent('location', false);
    way = 'no';
    expect(await consent('location', false)).toBe(first);
    expect(await consent('location', false)).not.toBe(first);
  });

  test('is never that of something else', async () => {
    way = 'lost';
    const first = await consent('location', false);
    const other = await consent('identity', false);
    const back = await consent('location', true);
    expect(new Set([first, other, back]).size).toBe(3);
  });

  test('is kept over something else that is tried, and renewed once that is done', async () => {
    way = 'lost';
    const first = await consent('location', false);
    await consent('identity', false);
    expect(await consent('location', false)).toBe(first);
    way = 'yes';
    // Given again: to take it back now is a new wish.
    await consent('location', true);
    expect(await consent('location', false)).not.toBe(first);
  });

  test('stays known when something of another area is done', async () => {
    way = 'lost';
    const first = await consent('location', false);
    way = 'yes';
    const other = sendOnce('teams.leave', { teamId: 't-1' });
    await jest.advanceTimersByTimeAsync(IN_TURN_MS);
    await other;
    expect(await consent('location', false)).toBe(first);
  });
});

function aPage() {
  return {
    data: { ...sendingData },
    seen: [] as string[],
    setData(patch: { busy: string }) {
      this.data = { ...this.data, ...patch };
      this.seen.push(patch.busy);
    },
  };
}

const done: string[] = [];
const after: Afterwards<unknown> = {
  done: '好了',
  then: () => done.push('then'),
  answered: () => done.push('answered'),
};
async function leave(page: ReturnType<typeof aPage>, name?: string) {
  done.length = 0;
  const result = send(
    page,
    'teams.leave',
    { teamId: 't-1' },
    name === undefined ? after : { ...after, name },
  );
  await jest.advanceTimersByTimeAsync(IN_TURN_MS);
  return result;
}

describe('sending', () => {
  test('names what is at work, and is at rest afterwards', async () => {
    const page = aPage();
    await leave(page);
    await leave(page, 'row-1');
    expect(page.seen).toEqual(['teams.leave', '', 'row-1', '']);
  });

  test('does one thing at a time', async () => {
    const page = aPage();
    const first = send(page, 'teams.leave', { teamId: 't-1' });
    expect(await send(page, 'teams.leave', { teamId: 't-2' })).toBeNull();
    await jest.advanceTimersByTimeAsync(IN_TURN_MS);
    expect(await first).toMatchObject({ ok: true });
    expect(sent).toHaveLength(1);
  });

  test('says and does what follows a yes', async () => {
    expect(await leave(aPage())).toMatchObject({ ok: true });
    expect([said, done]).toEqual([['好了'], ['then', 'answered']]);
  });

  test('after a refusal says its words, and goes on', async () => {
    way = 'no';
    expect(await leave(aPage())).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect([said.length, done]).toEqual([1, ['answered']]);
  });

  test.each(['lost', 'busy'] as const)(
    'after a call that is %s says so, and leaves all as it is',
    async (fault) => {
      way = fault;
      const page = aPage();
      await leave(page);
      expect([said.length, done, page.data.busy]).toEqual([1, [], '']);
      const [first] = sent;
      way = 'yes';
      await leave(page);
      expect(sent[sent.length - 1]?.nonce).toBe(first?.nonce);
    },
  );

  test('leaves a page at rest whose work throws', async () => {
    const page = aPage();
    await expect(whileBusy(page, 'pdf', () => Promise.reject(new Error('no canvas')))).rejects.toThrow();
    expect(page.data.busy).toBe('');
  });
});

test('words of a page’s own come before the usual ones; none are said where it has said them itself', async () => {
  const refusal = { ok: false, code: 'NOT_FOUND', details: {} } as const;
  await conclude(refusal, { failed: () => '没有这个人' });
  await conclude(refusal, { failed: () => '' });
  await conclude(refusal, { title: '没有办成', failed: () => '没有这个人' });
  expect(said).toEqual(['没有这个人', '没有办成没有这个人']);
});

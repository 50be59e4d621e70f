import { call, isAnswer, kindOf, newNonce, upload, type Result } from '../../miniprogram/services/cloud';

/** What stands between a page and the cloud, and what each way of failing means. */
type Event = { action: string; nonce?: string };
type Way = () => Promise<unknown>;

let sent: Event[] = [];
let ways: Way[] = [];

const fails =
  (errCode: number, errMsg = 'cloud.callFunction:fail'): Way =>
  () =>
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- WeChat's failures are plain objects
    Promise.reject({ errCode, errMsg });
const answers =
  (result: unknown): Way =>
  () =>
    Promise.resolve({ result });
const refuses = (code: string): Way => answers({ ok: false, error: { code, details: {} } });
const MORNING = Date.parse('2026-03-01T08:00:00+08:00');
const hangs: Way = () => new Promise(() => undefined);
const yes = answers({ ok: true, data: { done: true } });
const slow =
  (ms: number): Way =>
  () =>
    new Promise((resolve) => setTimeout(() => resolve({ result: { ok: true, data: { done: 'late' } } }), ms));

beforeEach(() => {
  jest.useFakeTimers({ now: MORNING });
  sent = [];
  const callFunction = ({ data }: { data: Event }) => {
    sent.push(data);
    return (ways.length > 1 ? ways.shift() : ways[0])?.();
  };
  Object.assign(globalThis, { wx: { cloud: { callFunction } } });
});
afterEach(() => {
  jest.useRealTimers();
});

async function calling(...each: Way[]): Promise<Result<unknown>> {
  ways = each;
  const result = call('account.introduce', { name: '李娜', phone: '13800000000' }, { nonce: newNonce() });
  await jest.advanceTimersByTimeAsync(60_000);
  return result;
}

describe('told apart once', () => {
  test.each([
    [fails(-1, 'request:fail net::ERR_INTERNET_DISCONNECTED'), 'OFFLINE', 'lost'],
    [fails(-1, 'request:fail timeout'), 'TIMEOUT', 'lost'],
    [hangs, 'TIMEOUT', 'lost'],
    [fails(-502001), 'INTERNAL', 'passing'],
    [fails(-504003, 'functions time limit exceeded'), 'INTERNAL', 'passing'],
    [fails(-404011), 'INTERNAL', 'passing'],
    [fails(-501004), 'BUSY', 'passing'],
    [fails(-501002, 'resource server timeout'), 'BUSY', 'passing'],
    [answers(undefined), 'INTERNAL', 'passing'],
    [refuses('INTERNAL'), 'INTERNAL', 'passing'],
    [refuses('CONFLICT'), 'CONFLICT', 'passing'],
    [refuses('SLOT_FULL'), 'SLOT_FULL', 'definite'],
    [refuses('NOT_ALLOWED'), 'NOT_ALLOWED', 'definite'],
  ] as const)('%# %s is %s', async (way, code, kind) => {
    const result = await calling(way);
    expect(result).toMatchObject({ ok: false, code });
    if (!result.ok) expect(kindOf(result)).toBe(kind);
    expect(isAnswer(result)).toBe(kind === 'definite');
  });

  test('the number is read from the text where it stands only there', async () => {
    const text = 'cloud.callFunction:fail Error: errCode: -502001 database request fail';
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- WeChat's failures are plain objects
    expect(await calling(() => Promise.reject({ errMsg: text }))).toMatchObject({ code: 'INTERNAL' });
  });
});

describe('sent again as the same call', () => {
  const nonces = () => new Set(sent.map(({ nonce }) => nonce)).size;

  test('once when it is lost, twice when the cloud cannot answer, never after a no', async () => {
    await calling(fails(-1));
    expect([sent.length, nonces()]).toEqual([2, 1]);
    sent = [];
    await calling(fails(-501004));
    expect([sent.length, nonces()]).toEqual([3, 1]);
    sent = [];
    await calling(refuses('SLOT_FULL'));
    expect(sent).toHaveLength(1);
  });

  test('a fault that passes is not noticed', async () => {
    expect(await calling(fails(-502001), yes)).toMatchObject({ ok: true });
    expect(await calling(hangs, yes)).toMatchObject({ ok: true });
    expect(await calling(fails(-1), fails(-501004), yes)).toMatchObject({ ok: true });
  });

  test('the first call’s answer is taken when it comes after all', async () => {
    expect(await calling(slow(10_000), hangs)).toMatchObject({ ok: true, data: { done: 'late' } });
  });
});

describe('a file', () => {
  interface Upload {
    readonly cloudPath: string;
    success(done: { fileID: string }): void;
    fail(error: { errCode: number; errMsg: string }): void;
  }
  let uploads: Upload[] = [];
  const fault = (errCode: number) => ({ errCode, errMsg: 'uploadFile:fail' });

  /** Each try ends as its turn says; null is a file that arrives. */
  async function uploading(...ends: (number | null)[]): Promise<Result<{ file: string }>> {
    uploads = [];
    const uploadFile = (task: Upload) => {
      uploads.push(task);
      const end = ends[uploads.length - 1] ?? null;
      if (end === null) task.success({ fileID: 'cloud://x' });
      else task.fail(fault(end));
      return { onProgressUpdate: () => undefined };
    };
    Object.assign(globalThis, { wx: { cloud: { uploadFile } } });
    const result = upload('photos/a.jpg', 'tmp/a.jpg', () => undefined);
    await jest.advanceTimersByTimeAsync(60_000);
    return result;
  }

  test('that a passing fault kept away is put there again, at the same place', async () => {
    expect(await uploading(-501004, -502001)).toEqual({ ok: true, data: { file: 'cloud://x' } });
    expect(uploads.map(({ cloudPath }) => cloudPath)).toEqual(Array(3).fill('photos/a.jpg'));
  });

  test('is given up after some tries', async () => {
    expect(await uploading(-1, -1, -1)).toMatchObject({ ok: false, code: 'OFFLINE' });
    expect(uploads).toHaveLength(2);
  });
});

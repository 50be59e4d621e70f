import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import jsqr from 'jsqr';
import type { TestEmulator } from '../../harness/emulator';
import { startProbe } from './probe';

let emulator: TestEmulator;
const probe = <T>(action: string, input: Record<string, unknown>, openid?: string) =>
  emulator.call<T>('probe', { action, input }, openid);
const post = async (path: string, body: object) => {
  const response = await fetch(emulator.url + path, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Record<string, unknown>;
};

beforeAll(async () => {
  emulator = await startProbe({ pushes: [{ type: 'event', event: 'wxa_media_check', fn: 'probe' }] });
});
afterAll(() => emulator.close());

interface Picture {
  width: number;
  height: number;
  data: Buffer;
}

/** The PNG reader that qrcode itself brings. */
function readPng(bytes: Buffer): Picture {
  const { PNG } = createRequire(require.resolve('qrcode'))('pngjs') as {
    PNG: { sync: { read(b: Buffer): Picture } };
  };
  return PNG.sync.read(bytes);
}

test('a mini-program code can be scanned', async () => {
  const { result } = await probe<{ contentType: string; picture: string }>('probe.code', { scene: 'a=1&b=' });
  expect(result?.contentType).toBe('image/png');
  const { data, width, height } = readPng(Buffer.from(result?.picture ?? '', 'base64'));
  expect(jsqr(new Uint8ClampedArray(data), width, height)?.data).toBe(
    'wxacode:pages/index?scene=a%3D1%26b%3D',
  );
});

test.each(['x'.repeat(33), '', 'a%20', '中'])('the scene %j is refused', async (scene) => {
  expect((await probe('probe.code', { scene })).errMsg).toContain('40169');
});

test('the text check suggests and labels, and what was asked can be seen', async () => {
  const verdict = async (content: string) =>
    (await probe<{ result: unknown }>('probe.check', { content }, 'alice')).result?.result;
  expect(await verdict('周六上午在广场义剪')).toEqual({ suggest: 'pass', label: 100 });
  expect(await verdict('这里有测试违规内容')).toMatchObject({ suggest: 'risky' });
  expect(await verdict('测试 复核')).toMatchObject({ suggest: 'review' });
  expect(await verdict('测试时政')).toEqual({ suggest: 'review', label: 20001 });
  const mailbox: unknown = await (await fetch(`${emulator.url}/mailbox?openid=alice`)).json();
  expect(mailbox).toMatchObject({ messages: [], checks: { length: 4 } });
});

test('the text check wants somebody who was here, and no more than 2500 characters', async () => {
  const asked = { content: '你好', openid: 'stranger' };
  expect((await probe('probe.check', asked, 'alice')).errMsg).toContain('61010');
  expect((await probe('probe.check', { content: '字'.repeat(2501) }, 'alice')).errMsg).toContain('45002');
});

describe('the picture check', () => {
  const pushed = async () =>
    (await emulator.data('things', { query: { pushed: { $exists: true } } })).documents;
  const check = async (text: string) => {
    const asked = { path: `pictures/${randomUUID()}.jpg`, text };
    const { result } = await probe<{ traceId: string }>('probe.picture', asked, 'alice');
    await emulator.pushed();
    const told = (await pushed()).map((one) => one['pushed'] as Record<string, unknown>);
    return told.find((message) => message['trace_id'] === result?.traceId);
  };

  test.each([
    ['一片绿', { suggest: 'pass', label: 100 }],
    ['有测试违规的字', { suggest: 'risky', label: 20006 }],
    ['测试复核', { suggest: 'review', label: 21000 }],
  ])('of %s answers later, to the function that is told of it', async (text, result) => {
    expect(await check(text)).toMatchObject({
      MsgType: 'event',
      Event: 'wxa_media_check',
      version: 2,
      errcode: 0,
      FromUserName: 'alice',
      result,
    });
  });

  test('carries the openid of whom it is about, and is not marked as a call of their phone', async () => {
    await check('一片绿');
    const all = await pushed();
    expect(all.map(({ openid }) => openid)).toEqual(all.map(() => 'alice'));
    expect(all.filter(({ source }) => String(source).includes('wx_client'))).toEqual([]);
  });

  test('may never answer', async () => {
    expect(await check('测试无应答')).toBeUndefined();
  });
});

test('one grant lets one message through', async () => {
  const message = { openid: 'bob', templateId: 'T1', thing: '明早八点' };
  expect((await probe('probe.send', message)).errMsg).toContain('43101');
  expect(await post('/grants', { openid: 'bob', templateId: 'T1', count: 1 })).toEqual({ granted: 1 });
  expect((await probe('probe.send', { ...message, thing: '字'.repeat(21) })).errMsg).toContain('47003');
  expect((await probe<object>('probe.send', message)).result).toMatchObject({ errCode: 0 });
  expect((await probe('probe.send', message)).errMsg).toContain('43101');
  expect(await (await fetch(`${emulator.url}/mailbox?openid=bob`)).json()).toMatchObject({
    messages: [{ openid: 'bob', templateId: 'T1', page: 'pages/index', data: { thing1: '明早八点' } }],
  });
});

test('a phone code gives its number once', async () => {
  const { code } = await post('/phone-codes', { number: '13800138000' });
  const { result } = await probe('probe.phone', { code });
  expect(result).toMatchObject({ phoneInfo: { purePhoneNumber: '13800138000', countryCode: '86' } });
  expect((await probe('probe.phone', { code })).errMsg).toContain('40029');
  expect(await post('/phone-codes', { number: '12' })).toHaveProperty('error');
});

test('an interface that config.json does not permit', async () => {
  expect((await probe('probe.forbidden', {}, 'alice')).errMsg).toContain('-604101');
});

test('a file goes up, comes down, and goes', async () => {
  const { result } = await probe('probe.files', { path: '照片/第 1 张.txt', text: '一片绿' });
  expect(result).toMatchObject({
    text: '一片绿',
    url: `${emulator.url}/files/照片/第 1 张.txt`,
    deleted: 0,
    after: -503003,
  });
});

test.each(['../x.txt', '/etc/x', 'a/../../x'])(
  'a file path %s that leaves the storage is refused',
  async (path) => {
    expect((await probe('probe.files', { path, text: 'x' })).errCode).toBe(-504002);
  },
);

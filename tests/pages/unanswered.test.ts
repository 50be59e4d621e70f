import { sendingOnce } from '../../miniprogram/services/unanswered';
import { at } from '../domain/support';
import { storyClock } from '../support/story-clock';

/** What stands behind a call sent again: the same nonce for the same thing, and for nothing else. */
storyClock(at(8));

type Event = { action: string; input: unknown; nonce: string };

let sent: Event[] = [];
let online = true;

beforeEach(() => {
  sent = [];
  online = true;
  const callFunction = ({ data }: { data: Event }) => {
    sent.push(data);
    if (!online)
      return Promise.reject(Object.assign(new Error('offline'), { errMsg: 'request:fail', errCode: -1 }));
    return Promise.resolve({ result: { ok: true, data: { registered: true } } });
  };
  Object.assign(globalThis, { wx: { cloud: { callFunction } } });
});
afterEach(() => void Reflect.deleteProperty(globalThis, 'wx'));

async function send(
  sendOnce: ReturnType<typeof sendingOnce>,
  kind: 'identity' | 'location',
  given: boolean,
): Promise<string> {
  const answer = sendOnce('account.consent', { kind, given });
  await jest.advanceTimersByTimeAsync(1000);
  await answer;
  return sent[sent.length - 1]?.nonce ?? '';
}

test('the same thing keeps its nonce until it is answered, and has another one afterwards', async () => {
  const sendOnce = sendingOnce();
  online = false;
  const first = await send(sendOnce, 'location', false);
  expect(await send(sendOnce, 'location', false)).toBe(first);
  online = true;
  expect(await send(sendOnce, 'location', false)).toBe(first);
  expect(await send(sendOnce, 'location', false)).not.toBe(first);
});

test('something else never has the nonce of what was not answered', async () => {
  const sendOnce = sendingOnce();
  online = false;
  const first = await send(sendOnce, 'location', false);
  const other = await send(sendOnce, 'identity', false);
  const back = await send(sendOnce, 'location', true);
  expect(new Set([first, other, back]).size).toBe(3);
});

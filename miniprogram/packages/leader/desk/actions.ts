import type { Input } from '../../../domain/contract';
import { dismiss, tell as note, type About, type Outgoing } from '../../../services/outbox';
import { tell } from '../../../services/phone';
import { deskWords } from './choices';

/** waits: it is on the phone, and will be sent by itself. */
export type Noted = 'taken' | 'refused' | 'waits';

/** Notes it on the phone, and says what came of it; `seenAt` is by the phone's own clock. */
export async function noteAndSay<A extends Outgoing>(
  action: A,
  input: Input<A>,
  about: About,
  seenAt: number,
): Promise<Noted> {
  const { nonce, safely, answer } = note(action, input, about, seenAt);
  const result = await answer;
  if (!result) {
    tell(safely ? '已记下，会自动上传' : '已记下。手机存储满了，请先不要关小程序');
    return 'waits';
  }
  if (result.ok) {
    tell(`${about.what}，好了`);
    return 'taken';
  }
  dismiss(nonce);
  await wx.showModal({
    title: `没有记上：${about.what}`,
    content: deskWords(result.code, result.details),
    showCancel: false,
    confirmText: '知道了',
  });
  return 'refused';
}

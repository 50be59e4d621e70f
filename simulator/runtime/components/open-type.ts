/** What a button's `open-type` does: WeChat draws the dialog and tells the page by an event. */
import type { PhoneHost } from '../host';
import { actionSheet, card, permission } from '../ui/dialog';
import { pickPictures } from '../ui/pictures';
import { openSettings } from '../wx/settings';
import { agreePrivacy } from '../wx/privacy';
import type { Context } from './define';
import { el } from '../dom';

type Tapped = Pick<Context<Record<string, unknown>>, 'root' | 'node' | 'host' | 'emit'>;
type OpenType = (tapped: Tapped) => void | Promise<void>;

/** A number that always belongs to the same person of the simulator, from the range kept for fiction. */
function inventedNumber(openid: string): string {
  let sum = 0;
  for (const letter of openid) sum = (sum * 31 + letter.charCodeAt(0)) % 100_000_000;
  return `199${String(sum).padStart(8, '0')}`;
}

async function askNumber(host: PhoneHost): Promise<string | null> {
  const field = el('input');
  field.type = 'tel';
  field.maxLength = 11;
  field.value = host.storage.get('simulator:phone') ?? inventedNumber(host.openid);
  const agreed = await permission(host, {
    heading: '申请获取并验证你的手机号',
    text: '模拟的手机号，可以改成别的',
    body: field,
    choices: [
      { text: '不允许', value: false },
      { text: '允许', value: true, primary: true },
    ],
  });
  return agreed ? field.value : null;
}

const getPhoneNumber: OpenType = async ({ host, emit }) => {
  if (!(await agreePrivacy(host, 'getPhoneNumber'))) {
    return emit('getphonenumber', {
      errMsg: 'getPhoneNumber:fail privacy permission is not authorized',
      errno: 104,
    });
  }
  const number = await askNumber(host);
  if (number === null) return emit('getphonenumber', { errMsg: 'getPhoneNumber:fail user deny', errno: 103 });
  emit('getphonenumber', { errMsg: 'getPhoneNumber:ok', code: await host.phoneCode(number) });
};

const chooseAvatar: OpenType = async ({ host, emit }) => {
  const chosen = await actionSheet(host, '获取你的头像', [{ text: '从相册选择', value: 'album' }]);
  const [picture] = chosen ? await pickPictures({ count: 1 }) : [];
  if (picture) emit('chooseavatar', { avatarUrl: picture.path });
};

const share: OpenType = ({ host, node, root }) => {
  const page = host.pages.current()?.component as
    { onShareAppMessage?: (from: object) => object | undefined } | undefined;
  const from = { from: 'button', target: { id: root.id, dataset: node.dataset } };
  host.share(page?.onShareAppMessage?.(from) ?? {});
};

const contact: OpenType = async ({ host, emit }) => {
  await card(host, {
    title: '客服会话',
    content: '手机上会打开和客服的聊天，这里没有。',
    choices: [{ text: '知道了', value: true }],
  });
  emit('contact', { errMsg: 'enterContact:ok', path: '', query: {} });
};

export const openTypes: Readonly<Record<string, OpenType>> = {
  share,
  contact,
  getPhoneNumber,
  getRealtimePhoneNumber: getPhoneNumber,
  chooseAvatar,
  openSetting: async ({ host, emit }) =>
    emit('opensetting', { errMsg: 'openSetting:ok', authSetting: await openSettings(host) }),
  // The agreement itself is told to whoever waits on it by wx/privacy, which watches for this event's tap.
  agreePrivacyAuthorization: ({ emit }) =>
    emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' }),
};

/**
 * Privacy: APIs that touch personal data first need the person's agreement to the app's privacy guide. A page that
 * listens to onNeedPrivacyAuthorization asks in its own words; otherwise WeChat asks.
 */
import type { PhoneHost } from '../host';
import { appName, card, permission } from '../ui/dialog';
import { ApiFailure, asyncApis, type ApiTable } from '../api';

type Resolve = (answer: { event: 'exposureAuthorization' | 'agree' | 'disagree'; buttonId?: string }) => void;
type Listener = (resolve: Resolve, info: { referrer: string }) => void;

const SCOPE = 'privacy';
const DENIED = { errno: 104 };
const pageAsks = new WeakMap<PhoneHost, Listener>();

function contractName(host: PhoneHost): string {
  return `《${appName(host)}小程序隐私保护指引》`;
}

function wechatAsks(host: PhoneHost): Promise<boolean> {
  return permission(host, {
    heading: '用户隐私保护提示',
    text: `使用前请阅读并同意${contractName(host)}。如同意，请点“同意”。`,
    choices: [
      { text: '拒绝', value: false },
      { text: '同意', value: true, primary: true },
    ],
  });
}

function ask(host: PhoneHost, api: string): Promise<boolean> {
  const listener = pageAsks.get(host);
  if (!listener) return wechatAsks(host);
  return new Promise((resolve) => {
    listener(({ event }) => event !== 'exposureAuthorization' && resolve(event === 'agree'), {
      referrer: api,
    });
  });
}

/** True when the person agrees, now or before. */
export async function agreePrivacy(host: PhoneHost, api: string): Promise<boolean> {
  if (host.grants.get(SCOPE) === 'granted') return true;
  const agreed = await ask(host, api);
  host.grants.set(SCOPE, agreed ? 'granted' : 'refused');
  return agreed;
}

/** Fails as WeChat does when the person does not agree. */
export async function requirePrivacy(host: PhoneHost, api: string): Promise<void> {
  if (!(await agreePrivacy(host, api))) throw new ApiFailure('privacy permission is not authorized', DENIED);
}

export function privacyApis(host: PhoneHost): ApiTable {
  return {
    onNeedPrivacyAuthorization: (listener: Listener) => void pageAsks.set(host, listener),
    ...asyncApis({
      getPrivacySetting: () => ({
        needAuthorization: host.grants.get(SCOPE) !== 'granted',
        privacyContractName: contractName(host),
      }),
      requirePrivacyAuthorize: () => requirePrivacy(host, 'requirePrivacyAuthorize'),
      openPrivacyContract: async () => {
        await card(host, {
          title: contractName(host),
          content: '正式版里，这里是在微信后台填写的隐私保护指引全文。',
          choices: [{ text: '知道了', value: true }],
        });
      },
    }),
  };
}

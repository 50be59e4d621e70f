/** What the person allows: asked once on first use, changed afterwards in the settings. */
import { el } from '../dom';
import type { PhoneHost } from '../host';
import { button, overlay, permission } from '../ui/dialog';
import { ApiFailure, asyncApis, type ApiTable } from '../api';
import { requirePrivacy } from './privacy';

/** What WeChat says for each scope when it asks. */
const SCOPES: Readonly<Record<string, { name: string; heading: string }>> = {
  'scope.userLocation': { name: '位置信息', heading: '获取你的位置信息' },
  'scope.userFuzzyLocation': { name: '模糊位置', heading: '获取你的模糊位置' },
  'scope.camera': { name: '摄像头', heading: '使用你的摄像头' },
  'scope.writePhotosAlbum': { name: '添加到相册', heading: '保存图片或视频到你的相册' },
  'scope.addPhoneCalendar': { name: '添加到日历', heading: '向你的日历添加事件' },
};

const LOCATION_SCOPES = new Set(['scope.userLocation', 'scope.userFuzzyLocation']);
const DENIED = { errno: 103 };

function purpose(host: PhoneHost, scope: string): string {
  const described = host.appConfig['permission'] as Record<string, { desc?: string }> | undefined;
  return described?.[scope]?.desc ?? '';
}

async function ask(host: PhoneHost, scope: string): Promise<boolean> {
  const known = SCOPES[scope] ?? host.unsupported('option', `authorize scope="${scope}"`);
  if (LOCATION_SCOPES.has(scope) && !host.location.granted) return false;
  return permission(host, {
    heading: known.heading,
    text: purpose(host, scope),
    choices: [
      { text: '不允许', value: false },
      { text: '允许', value: true, primary: true },
    ],
  });
}

/** Asks once; afterwards the first answer stands until the settings change it. */
export async function authorize(host: PhoneHost, scope: string): Promise<void> {
  const before = host.grants.get(scope);
  const allowed = before === 'unasked' ? await ask(host, scope) : before === 'granted';
  if (before === 'unasked') host.grants.set(scope, allowed ? 'granted' : 'refused');
  const switchedOff = LOCATION_SCOPES.has(scope) && !host.location.granted;
  if (!allowed || switchedOff) throw new ApiFailure('auth deny', DENIED);
}

function authSetting(host: PhoneHost): Record<string, boolean> {
  const asked = Object.entries(host.grants.all()).filter(
    ([scope, state]) => scope in SCOPES && state !== 'unasked',
  );
  return Object.fromEntries(asked.map(([scope, state]) => [scope, state === 'granted']));
}

/** The settings page of the mini-program: one switch for every scope that was asked. */
export function openSettings(host: PhoneHost): Promise<Record<string, boolean>> {
  return overlay(host, 'sheet', 'sheet', (close) => {
    const rows = Object.entries(authSetting(host)).map(([scope, allowed]) => {
      const box = el('input');
      box.type = 'checkbox';
      box.checked = allowed;
      box.addEventListener('change', () => host.grants.set(scope, box.checked ? 'granted' : 'refused'));
      return el('label', '', box, SCOPES[scope]?.name ?? scope);
    });
    const none = rows.length === 0 ? [el('div', 'wx-permission-text', '还没有使用过需要授权的功能')] : [];
    const done = button('完成', 'wx-permission-button wx-primary', () => close(authSetting(host)));
    const heading = el('div', 'wx-permission-heading', '设置');
    return el('div', 'wx-permission', heading, ...none, ...rows, el('div', 'wx-permission-buttons', done));
  });
}

export function settingApis(host: PhoneHost): ApiTable {
  return asyncApis({
    authorize: async ({ scope }: { scope: string }) => {
      await requirePrivacy(host, 'authorize');
      await authorize(host, scope);
    },
    getSetting: () => ({ authSetting: authSetting(host) }),
    openSetting: async () => ({ authSetting: await openSettings(host) }),
  });
}

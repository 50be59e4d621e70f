/** The phone's own parts: network, clipboard, screen, vibration, calls, calendar. */
import { el } from '../dom';
import type { PhoneHost } from '../host';
import { actionSheet, card } from '../ui/dialog';
import { ApiFailure, asyncApis, listeners, type ApiTable } from '../api';
import { toasts } from './interaction';
import { requirePrivacy } from './privacy';
import { authorize } from './settings';

function network(host: PhoneHost): ApiTable {
  const change = listeners<{ isConnected: boolean; networkType: string }>();
  const weak = listeners<{ weakNet: boolean }>();
  host.network.onChange(({ online, type }) => change.fire({ isConnected: online, networkType: type }));
  return {
    onNetworkStatusChange: change.on,
    offNetworkStatusChange: change.off,
    onNetworkWeakChange: weak.on,
    offNetworkWeakChange: weak.off,
    ...asyncApis({
      getNetworkType: () => ({
        networkType: host.network.type,
        weakNet: false,
        signalStrength: host.network.online ? 100 : 0,
      }),
    }),
  };
}

function clipboard(host: PhoneHost): ApiTable {
  let held = '';
  return asyncApis({
    setClipboardData: async ({ data }: { data: string }) => {
      held = data;
      // The browser may forbid it (no focus): the phone's own clipboard has it anyway.
      await navigator.clipboard?.writeText(data).catch(() => undefined);
      toasts(host).show({ title: '内容已复制' }, false);
    },
    getClipboardData: async () => {
      await requirePrivacy(host, 'getClipboardData');
      return { data: held };
    },
  });
}

function screen(host: PhoneHost): ApiTable {
  const shade = el('div');
  shade.style.cssText = 'position:absolute;inset:0;pointer-events:none;background:#000;opacity:0';
  let value = 0.6;
  let mounted = false;
  return asyncApis({
    setScreenBrightness: (options: { value: number }) => {
      if (!(options.value <= 1)) throw new ApiFailure('parameter error: value should be between 0 and 1');
      value = options.value < 0 ? 0.6 : options.value;
      if (!mounted) host.overlay.mount(shade, 'toast');
      mounted = true;
      shade.style.opacity = String(Math.max(0, 0.6 - value));
    },
    getScreenBrightness: () => ({ value }),
    setKeepScreenOn: () => undefined,
    setVisualEffectOnCapture: () => undefined,
    vibrateShort: () => void navigator.vibrate?.(15),
    vibrateLong: () => void navigator.vibrate?.(400),
    hideKeyboard: () => (document.activeElement as HTMLElement | null)?.blur(),
  });
}

interface CalendarEvent {
  title: string;
  startTime: number;
  endTime?: string | number;
  location?: string;
  description?: string;
}

/** What a phone's calendar would show, kept for tests and for the person to look at. */
function calendarText({ title, startTime, endTime, location }: CalendarEvent): string {
  const show = (seconds: number) =>
    new Date(seconds * 1000).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
  const end = endTime === undefined ? [] : [`结束 ${show(Number(endTime))}`];
  return [title, `开始 ${show(startTime)}`, ...end, ...(location ? [location] : [])].join('\n');
}

export function deviceApis(host: PhoneHost): ApiTable {
  return {
    ...network(host),
    ...clipboard(host),
    ...screen(host),
    ...asyncApis({
      makePhoneCall: async ({ phoneNumber }: { phoneNumber: string }) => {
        const call = await actionSheet(host, `${phoneNumber} 可能是一个电话号码，你可以`, [
          { text: '呼叫', value: true },
        ]);
        if (!call) throw new ApiFailure('cancel');
        await card(host, {
          title: '正在呼叫',
          content: phoneNumber,
          choices: [{ text: '挂断', value: true, color: '#fa5151' }],
        });
      },
      addPhoneCalendar: async (event: CalendarEvent) => {
        await requirePrivacy(host, 'addPhoneCalendar');
        await authorize(host, 'scope.addPhoneCalendar');
        const choices = [
          { text: '取消', value: false, color: '#000000' },
          { text: '添加', value: true },
        ];
        const added = await card(host, { title: '添加到日历', content: calendarText(event), choices });
        if (!added) throw new ApiFailure('cancel');
      },
    }),
  };
}

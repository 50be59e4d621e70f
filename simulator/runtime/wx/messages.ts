/** Subscribe messages, sharing, scanning: what WeChat does between the app and others. */
import { el } from '../dom';
import type { PhoneHost } from '../host';
import { templateName } from '../templates';
import { permission } from '../ui/dialog';
import { ApiFailure, asyncApis, type ApiTable } from '../api';

const MAX_TEMPLATES = 3;

async function requestSubscribeMessage(
  host: PhoneHost,
  { tmplIds }: { tmplIds: readonly string[] },
): Promise<object> {
  if (!tmplIds?.length) throw new ApiFailure('TmplIds can not be empty', { errCode: 10001 });
  if (tmplIds.length > MAX_TEMPLATES)
    throw new ApiFailure('Templates count out of max bounds', { errCode: 20003 });
  const boxes = tmplIds.map((id) => {
    const box = el('input');
    box.type = 'checkbox';
    box.checked = true;
    return { id, box, row: el('label', '', box, templateName(id)) };
  });
  const allowed = await permission(host, {
    heading: '允许发送以下消息',
    text: '每同意一次，可以收到一条。消息在“服务通知”里。',
    body: el('div', '', ...boxes.map(({ row }) => row)),
    choices: [
      { text: '取消', value: false },
      { text: '允许', value: true, primary: true },
    ],
  });
  const accepted = boxes.filter(({ box }) => allowed && box.checked).map(({ id }) => id);
  if (accepted.length > 0) await host.grantMessages(accepted);
  return Object.fromEntries(tmplIds.map((id) => [id, accepted.includes(id) ? 'accept' : 'reject']));
}

async function scanCode(
  host: PhoneHost,
  { onlyFromCamera = false }: { onlyFromCamera?: boolean },
): Promise<object> {
  const scan = await host.camera.scan({ onlyFromCamera });
  if (!scan) throw new ApiFailure('cancel');
  return { charSet: 'utf-8', rawData: btoa(unescape(encodeURIComponent(scan.result))), ...scan };
}

export function messageApis(host: PhoneHost): ApiTable {
  return asyncApis({
    requestSubscribeMessage: (options: { tmplIds: readonly string[] }) =>
      requestSubscribeMessage(host, options),
    scanCode: (options: { onlyFromCamera?: boolean }) => scanCode(host, options),
    showShareMenu: () => undefined,
    hideShareMenu: () => undefined,
    updateShareMenu: () => undefined,
  });
}

import { element } from '../shell/dom';
import { templateName } from '../templates';
import type { Device } from './device';

const LOOK_MS = 4000;
const SHOWN = 20;

interface Message {
  templateId: string;
  /** Values by field, as the mailbox keeps them. */
  data: Record<string, string>;
  page?: string;
}

/** The subscribe messages that WeChat would have shown to the people holding the phones. */
export function mailSection(devices: readonly Device[]): HTMLElement {
  const list = element('ul', { class: 'mail' });
  const look = async (): Promise<void> => {
    const boxes = await Promise.all(devices.map((device) => messagesOf(device)));
    const items = boxes.flat().slice(0, SHOWN);
    list.replaceChildren(...(items.length > 0 ? items : [element('li', {}, '还没有')]));
  };
  setInterval(() => void look(), LOOK_MS);
  void look();
  return element('section', {}, element('h2', {}, '收到的微信提醒'), list);
}

async function messagesOf(device: Device): Promise<HTMLElement[]> {
  const reply = await fetch(`/cloud/mailbox?openid=${encodeURIComponent(device.openid)}`);
  if (!reply.ok) return [];
  const { messages } = (await reply.json()) as { messages: Message[] };
  return messages.map((message) => messageItem(device, message));
}

function messageItem(device: Device, { templateId, data, page }: Message): HTMLElement {
  const text = Object.values(data).join(' · ');
  const item = element(
    'li',
    {},
    element('strong', {}, `${device.label}：${templateName(templateId)}`),
    ` ${text}`,
  );
  if (page === undefined || page === '') return item;
  const open = element('button', { type: 'button' }, '点开');
  open.addEventListener('click', () => device.window?.__simulator__.open(page));
  item.append(' ', open);
  return item;
}

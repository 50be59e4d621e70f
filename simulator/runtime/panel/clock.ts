import { element, button } from '../shell/dom';

const TICK_MS = 1000;
const HOUR_S = 3600;
const MINUTE_S = 60;
const SHANGHAI_MS = 8 * HOUR_S * 1000;

/** Moves the clock of the cloud, and with it that of the phones. */
export function clockSection(): HTMLElement {
  let offset = 0;
  const now = element('p', { 'aria-live': 'off' });
  const moment = element('input', { type: 'datetime-local', 'aria-label': '拨到什么时候' });
  const draw = (): void => {
    const time = new Date(Date.now() + offset);
    const text = time.toLocaleString('zh-CN', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'full',
      timeStyle: 'short',
    });
    now.textContent = offset === 0 ? text : `${text}（拨过）`;
  };
  const move = async (order: Record<string, unknown>): Promise<void> => {
    await fetch('/cloud/clock', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    await read();
  };
  const read = async (): Promise<void> => {
    const reply = await fetch('/cloud/clock');
    if (reply.ok) ({ offsetMs: offset } = (await reply.json()) as { offsetMs: number });
    moment.value = new Date(Date.now() + offset + SHANGHAI_MS)
      .toISOString()
      .slice(0, 'yyyy-mm-ddThh:mm'.length);
    draw();
  };
  const go = (): void => {
    if (moment.value !== '') void move({ now: new Date(`${moment.value}:00+08:00`).toISOString() });
  };
  new EventSource('/events').addEventListener('clock', ({ data }) => {
    offset = Number(data);
    draw();
  });
  setInterval(draw, TICK_MS);
  void read();
  return element(
    'section',
    {},
    element('h2', {}, '现在的时间（北京）'),
    now,
    element('div', { class: 'row' }, moment, button('拨过去', go)),
    element(
      'div',
      { class: 'row', style: 'margin-top:6px' },
      button('+10 分', () => void move({ advance: 10 * MINUTE_S })),
      button('+1 小时', () => void move({ advance: HOUR_S })),
      button('+1 天', () => void move({ advance: 24 * HOUR_S })),
      button('真实时间', () => void move({ real: true })),
    ),
  );
}

import type { Status } from '../boot';
import { button, element } from '../shell/dom';

const LOOK_MS = 2000;

const WORDS = {
  server: '连不上这一页的服务，可能已经停了。在项目里再运行 npm start，这里会自己接着用。',
  cloud: '本地云没有回答，手机上现在存不了、也读不到什么。它一回来，这里会自己接着用。',
};

/** Says plainly when nobody is there any more, and goes on by itself when somebody is. */
export function watchServer(): HTMLElement {
  const line = element('p', { class: 'gone', role: 'alert', hidden: '' });
  let instance: string | undefined;
  const look = async (): Promise<void> => {
    const status = await readStatus();
    const started = status && instance !== undefined && status.instance !== instance;
    if (started || status?.waiting) return location.reload();
    instance = status?.instance ?? instance;
    const words = status === null ? WORDS.server : status.cloud ? '' : WORDS.cloud;
    line.hidden = words === '';
    if (line.textContent !== words) line.textContent = words;
    setTimeout(() => void look(), LOOK_MS);
  };
  void look();
  return line;
}

async function readStatus(): Promise<Status | null> {
  try {
    return (await (await fetch('/status')).json()) as Status;
  } catch {
    return null;
  }
}

/** Everything as it was first: in the cloud, and on the phones. */
export function startOverSection(): HTMLElement {
  const start = button('从头再来', () => void startOver());
  return element(
    'section',
    {},
    element('h2', {}, '从头再来'),
    element('p', {}, '清空所有数据和手机里存的东西，回到刚装好的样子。'),
    start,
  );
}

async function startOver(): Promise<void> {
  if (!confirm('清空所有数据，从头再来？做过的都会没有。')) return;
  const reply = await fetch('/start-over', { method: 'POST' }).catch(() => null);
  if (!reply?.ok) return;
  // Phones that are still open would write back what they hold.
  document.body.replaceChildren();
  localStorage.clear();
  location.reload();
}

import type { Overlay, ShareContent } from '../host';
import { element, button } from './dom';

export interface ShareActions {
  /** Undefined where this phone has no neighbour. */
  openOnOther: ((path: string) => void) | undefined;
  relaunch: () => void;
}

/** The capsule's menu: what would be shared, to whom it can be given here. `content` is undefined if the page shares nothing. */
export function openShareSheet(
  overlay: Overlay,
  content: ShareContent | undefined,
  actions: ShareActions,
): void {
  const sheet = element('div', { class: 'share-sheet' });
  const close = overlay.mount(sheet, 'sheet');
  const path = content?.path ?? '';
  const section = element('section', { role: 'dialog', 'aria-label': '转发' });
  if (content) section.append(element('h2', {}, '转发给朋友'), card(content));
  else section.append(element('h2', {}, '这个页面不能转发'));
  const { openOnOther } = actions;
  if (content && openOnOther)
    section.append(
      button(
        '在另一台手机上打开',
        act(() => openOnOther(path)),
      ),
    );
  if (content)
    section.append(
      button(
        '复制路径',
        act(() => void navigator.clipboard.writeText(path)),
      ),
    );
  section.append(button('重新进入小程序', act(actions.relaunch)), button('取消', close));
  sheet.append(section);
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet) close();
  });

  function act(run: () => void): () => void {
    return () => {
      close();
      run();
    };
  }
}

function card({ title, path, imageUrl }: ShareContent): HTMLElement {
  const made = element('div', { class: 'card' }, element('div', {}, title ?? ''));
  if (imageUrl !== undefined && imageUrl !== '') made.append(element('img', { src: imageUrl, alt: '' }));
  made.append(element('small', {}, path ?? ''));
  return made;
}

/** The page with two phones: who holds them, where they stand, whether they are online, what time it is. */
import type { PanelBoot } from '../boot';
import type { Persona } from '../persona';
import { element } from '../shell/dom';
import { clockSection } from './clock';
import { Device } from './device';
import { mailSection } from './mail';
import { placeSection } from './place';
import { startOverSection, watchServer } from './server';
import { Walk } from './walk';
import panelCss from './panel.css';

declare global {
  interface Window {
    __panel: PanelBoot;
  }
}

const { personas, title, walk, canStartOver } = window.__panel;

function holder(side: 'left' | 'right'): Persona | undefined {
  const kept = localStorage.getItem(`panel:${side}`);
  const known = personas.find((persona) => persona.openid === kept);
  if (known) return known;
  return side === 'left'
    ? personas[0]
    : (personas.find((persona) => persona.role.includes('队长')) ?? personas[1]);
}

function help(): HTMLElement {
  return element(
    'section',
    {},
    element('h1', {}, title),
    element(
      'ol',
      {},
      element('li', {}, '每台手机上面选「谁拿着它」，就成为那个人'),
      element('li', {}, '直接在手机上点、滑、输入，和真手机一样'),
      element('li', {}, '要扫码：一台亮出码，另一台点「扫一扫」，会自动看见对面的屏幕'),
      element('li', {}, '活动还没到点？在下面把时间拨过去'),
    ),
  );
}

function start(): void {
  const style = element('style', {}, panelCss);
  document.head.append(style);
  const devices = (['left', 'right'] as const).map((side) => new Device(side, personas, holder(side)));
  const [left, right] = devices;
  if (!left || !right) return;
  window.otherPhone = (self) => (self === left.window ? right.window : left.window) ?? undefined;
  const aside = element(
    'aside',
    {},
    help(),
    ...(walk.length > 0 ? [new Walk(walk, [left, right]).element] : []),
    clockSection(),
    placeSection([left, right]),
    mailSection([left, right]),
    ...(canStartOver ? [startOverSection()] : []),
  );
  document.body.append(watchServer(), element('main', {}, left.element, right.element, aside));
}

start();

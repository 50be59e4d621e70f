/** `hover-class` on views, buttons and navigators: one listener for the whole phone. */
import type { GeneralComponent } from 'glass-easel';
import { scopedClasses } from '../dom';

interface Hovering {
  element: HTMLElement;
  classes: string[];
  stayMs: number;
}

const DEFAULTS: Readonly<Record<string, { hoverClass: string; start: number; stay: number }>> = {
  'WX-VIEW': { hoverClass: '', start: 50, stay: 400 },
  'WX-BUTTON': { hoverClass: 'button-hover', start: 20, stay: 70 },
  'WX-NAVIGATOR': { hoverClass: 'navigator-hover', start: 50, stay: 600 },
};

/** WeChat's own hover classes live in no page's scope. */
const OWN = new Set(['button-hover', 'navigator-hover']);

function attribute(element: HTMLElement, name: string): string | null {
  const value = element.getAttribute(name);
  return value === null || value === 'undefined' || value === 'null' ? null : value;
}

function hovering(element: HTMLElement): (Hovering & { startMs: number; stop: boolean }) | undefined {
  const defaults = DEFAULTS[element.tagName];
  if (!defaults || element.hasAttribute('disabled')) return undefined;
  const name = attribute(element, 'hover-class') || defaults.hoverClass;
  if (!name || name === 'none') return undefined;
  const node = (element as unknown as { __wxElement?: GeneralComponent }).__wxElement;
  return {
    element,
    classes: OWN.has(name) || !node ? name.split(/\s+/) : scopedClasses(node, name),
    startMs: Number(attribute(element, 'hover-start-time') || defaults.start),
    stayMs: Number(attribute(element, 'hover-stay-time') || defaults.stay),
    stop:
      attribute(element, 'hover-stop-propagation') !== null &&
      attribute(element, 'hover-stop-propagation') !== 'false',
  };
}

function begin(target: EventTarget | null, pending: number[]): Hovering[] {
  const begun: Hovering[] = [];
  for (let element = target as HTMLElement | null; element; element = element.parentElement) {
    const found = hovering(element);
    if (!found) continue;
    pending.push(window.setTimeout(() => found.element.classList.add(...found.classes), found.startMs));
    begun.push(found);
    if (found.stop) break;
  }
  return begun;
}

export function installHover(): void {
  let begun: Hovering[] = [];
  let pending: number[] = [];
  const end = () => {
    pending.forEach((timer) => window.clearTimeout(timer));
    for (const { element, classes, stayMs } of begun) {
      window.setTimeout(() => element.classList.remove(...classes), stayMs);
    }
    begun = [];
    pending = [];
  };
  document.addEventListener('pointerdown', (event) => {
    end();
    begun = begin(event.target, pending);
  });
  for (const type of ['pointerup', 'pointercancel', 'scroll'] as const)
    document.addEventListener(type, end, true);
}

/** Plays what wx.createAnimation exported on the element whose `animation` it was given to. */
import { glassEasel, type GeElement } from '../framework/glass';

export interface Timing {
  duration: number;
  timingFunction: string;
  delay: number;
  transformOrigin: string;
}

export interface Step {
  timing: Timing;
  transform: readonly string[];
  style: Readonly<Record<string, string>>;
}

export interface AnimationScript {
  steps: readonly Step[];
}

const players = new WeakMap<HTMLElement, number>();

function isScript(value: unknown): value is AnimationScript {
  return typeof value === 'object' && value !== null && 'steps' in value && Array.isArray(value.steps);
}

function play(element: HTMLElement, { steps }: AnimationScript, at: number): void {
  const step = steps[at];
  if (!step) return;
  const { duration, timingFunction, delay, transformOrigin } = step.timing;
  element.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`;
  element.style.transformOrigin = transformOrigin;
  if (step.transform.length > 0) element.style.transform = step.transform.join(' ');
  for (const [property, value] of Object.entries(step.style)) element.style.setProperty(property, value);
  players.set(
    element,
    window.setTimeout(() => play(element, { steps }, at + 1), duration + delay),
  );
}

export function animate(element: HTMLElement, value: unknown): void {
  window.clearTimeout(players.get(element));
  if (isScript(value)) requestAnimationFrame(() => play(element, value, 0));
}

/** `animation` of plain tags is an attribute, and an object. */
export function installAnimation(): void {
  const prototype = glassEasel.Element.prototype as {
    updateAttribute: (this: GeElement, name: string, value: unknown) => void;
  };
  const original = prototype.updateAttribute;
  prototype.updateAttribute = function (name, value) {
    if (name !== 'animation') return original.call(this, name, value);
    const dom = this.getBackendElement() as unknown as HTMLElement | null;
    if (dom) animate(dom, value);
  };
}

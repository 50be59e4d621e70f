/** wx.createAnimation: a script of steps, which `animation="{{…}}"` plays on a view. */
import type { ApiTable } from '../api';
import type { AnimationScript, Step, Timing } from '../components/animation';

const DEFAULT: Timing = { duration: 400, timingFunction: 'linear', delay: 0, transformOrigin: '50% 50% 0' };

const length = (value: number | string): string => (typeof value === 'number' ? `${value}px` : value);
const degrees = (value: number): string => `${value}deg`;
const plain = (value: number): string => String(value);

/** Methods that add to the transform, and how each writes its arguments. */
const TRANSFORMS: Readonly<Record<string, (value: never) => string>> = {
  ...Object.fromEntries(
    ['translate', 'translateX', 'translateY', 'translateZ', 'translate3d'].map((name) => [name, length]),
  ),
  ...Object.fromEntries(
    ['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY'].map((name) => [name, degrees]),
  ),
  ...Object.fromEntries(
    ['scale', 'scaleX', 'scaleY', 'scaleZ', 'scale3d', 'matrix', 'matrix3d', 'rotate3d'].map((name) => [
      name,
      plain,
    ]),
  ),
};
const LENGTHS = ['width', 'height', 'left', 'top', 'right', 'bottom'];
const STYLES: Readonly<Record<string, string>> = { opacity: 'opacity', backgroundColor: 'background-color' };

function createAnimation(options: Partial<Timing> = {}): object {
  let steps: Step[] = [];
  let transform: string[] = [];
  let style: Record<string, string> = {};
  const animation: Record<string, unknown> = {
    step(own: Partial<Timing> = {}) {
      steps.push({ timing: { ...DEFAULT, ...options, ...own }, transform, style });
      transform = [];
      style = {};
      return animation;
    },
    export(): AnimationScript {
      const script = { steps };
      steps = [];
      return script;
    },
  };
  for (const [name, write] of Object.entries(TRANSFORMS)) {
    animation[name] = (...values: never[]) => {
      transform.push(`${name}(${values.map(write).join(', ')})`);
      return animation;
    };
  }
  for (const name of LENGTHS)
    animation[name] = (value: number | string) => ((style[name] = length(value)), animation);
  for (const [name, property] of Object.entries(STYLES)) {
    animation[name] = (value: number | string) => ((style[property] = String(value)), animation);
  }
  return animation;
}

export function animationApis(): ApiTable {
  return { createAnimation };
}

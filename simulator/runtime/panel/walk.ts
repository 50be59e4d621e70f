import { FONT_SIZES } from '../framework/world';
import { button, element } from '../shell/dom';
import type { Deed, WalkStep } from '../walk';
import type { Device } from './device';

const LOOK_MS = 1500;
const DONE = 'panel:walk-done';
const AT = 'panel:walk-at';

type Answered = Readonly<Record<string, readonly string[]>>;

/** One step at a time of what can be tried. A tick stays, whatever happens later. */
export class Walk {
  readonly element = element('section', { class: 'walk' });
  private readonly done = new Set(JSON.parse(localStorage.getItem(DONE) ?? '[]') as string[]);
  private at: number;

  constructor(
    private readonly steps: readonly WalkStep[],
    private readonly devices: readonly [Device, Device],
  ) {
    this.at = Math.min(Number(localStorage.getItem(AT) ?? 0), steps.length - 1);
    for (const device of devices) device.onChange(() => this.look({}));
    this.draw();
    void this.follow();
  }

  private async follow(): Promise<void> {
    const reply = await fetch('/cloud/answered').catch(() => null);
    if (reply?.ok) this.look((await reply.json()) as Answered);
    setTimeout(() => void this.follow(), LOOK_MS);
  }

  private look(answered: Answered): void {
    for (const [i, { parts }] of this.steps.entries()) {
      for (const [k, { done }] of parts.entries()) {
        if (this.happened(done, answered)) this.done.add(`${i}.${k}`);
      }
    }
    localStorage.setItem(DONE, JSON.stringify([...this.done]));
    this.draw();
  }

  private happened(deed: Deed, answered: Answered): boolean {
    if ('actions' in deed) {
      const people = deed.by === undefined ? Object.keys(answered) : [deed.by];
      return people.some((openid) => answered[openid]?.some((action) => deed.actions.includes(action)));
    }
    const device = this.devices.find(({ openid }) => openid === deed.by);
    if (!device) return false;
    return deed.phone === 'offline' ? !device.world.online : device.world.fontSize > FONT_SIZES[0];
  }

  private show(at: number): void {
    this.at = at;
    localStorage.setItem(AT, String(at));
    this.draw();
  }

  private isDone(step: number): boolean {
    return this.steps[step]?.parts.every((_, part) => this.done.has(`${step}.${part}`)) ?? false;
  }

  /** Drawn anew only where it differs: a button that is being pressed stays. */
  private draw(): void {
    const step = this.steps[this.at];
    if (!step) return;
    const drawn = element('div', {}, ...this.partsOf(step));
    if (this.element.firstElementChild?.outerHTML !== drawn.outerHTML) this.element.replaceChildren(drawn);
  }

  private partsOf({ title, left, right, parts }: WalkStep): HTMLElement[] {
    const number = `${this.at + 1}/${this.steps.length}`;
    const ticked = parts.map(({ words }, part) => {
      const done = this.done.has(`${this.at}.${part}`);
      return element('li', { class: done ? 'done' : '' }, element('span', {}, done ? '✓ 做过了' : ''), words);
    });
    const [first, second] = this.devices;
    const held = first.openid === left && second.openid === right;
    const hand = button(`把手机交给${this.nameOf(left)}和${this.nameOf(right)}`, () => {
      first.handTo(left);
      second.handTo(right);
    });
    const turn = (words: string, to: number): HTMLButtonElement => {
      const made = button(words, () => this.show(to), this.isDone(this.at) ? { class: 'ready' } : {});
      made.disabled = to < 0 || to >= this.steps.length;
      return made;
    };
    return [
      element('h2', {}, `试试下一步 ${number}：${title}${this.isDone(this.at) ? '（做完了）' : ''}`),
      ...(held ? [] : [hand]),
      element('ol', {}, ...ticked),
      element('div', { class: 'row' }, turn('上一步', this.at - 1), turn('下一步', this.at + 1)),
    ];
  }

  private nameOf(openid: string): string {
    return this.devices[0].nameOf(openid);
  }
}

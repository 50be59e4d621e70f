/** `window.__simulator__`: what compiled code calls, and what the panel and tests take hold of. */
import type { AppBuild, AppMeta } from '../compiler/types';
import type { requireLate } from './framework/scripts';
import type { World } from './framework/world';
import type { TemplateGroup } from './framework/registry';
import type { wxs } from './framework/wxs';

export type Problems = Pick<AppBuild, 'errors' | 'remarks'>;

export interface Simulator {
  readonly wxs: typeof wxs;
  /** What scripts of the app know as `global`. */
  readonly global: object;
  /** `require.async(path)`, and `require(path, done, failed)`. */
  readonly requireLate: typeof requireLate;
  /** Called by the compiled app, in this order: errors, meta and templates, then every script. */
  load(meta: AppMeta, templates: () => TemplateGroup, problems: Problems): void;
  define(id: string, run: () => unknown): void;
  start(): void;

  /** For the panel and tests. */
  changeWorld(world: Partial<World>): void;
  setClockOffset(milliseconds: number): void;
  /** The next scan sees this text. */
  scanNext(text: string): void;
  /** Opens a page as if it had been shared to this person. */
  open(path: string): void;
  currentPath(): string;
}

declare global {
  interface Window {
    __simulator__: Simulator;
    /** Of the panel: the window of the phone beside this one. */
    otherPhone?: (self: Window) => Window | undefined;
  }
}

/** `window.__simulator__`: what compiled code calls, and what the panel and tests take hold of. */
import type { AppMeta, CompileError } from '../compiler/types';
import type { World } from './framework/world';
import type { TemplateGroup } from './framework/registry';
import type { wxs } from './framework/wxs';

export interface Simulator {
  readonly wxs: typeof wxs;
  /** Called by the compiled app, in this order: errors, meta and templates, then every script. */
  load(meta: AppMeta, templates: () => TemplateGroup, errors: CompileError[]): void;
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

import type { EventChannel } from '../host';

type Listener = (...args: unknown[]) => void;

/** One end of the channel between a page and the one that opened it. What comes before a listener waits for it. */
class End implements EventChannel {
  other: End | undefined;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly waiting = new Map<string, unknown[][]>();

  emit(name: string, ...args: unknown[]): void {
    this.other?.receive(name, args);
  }

  on(name: string, listener: Listener): void {
    const set = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, set.add(listener));
    const waiting = this.waiting.get(name) ?? [];
    this.waiting.delete(name);
    for (const args of waiting) listener(...args);
  }

  once(name: string, listener: Listener): void {
    const wrapper: Listener = (...args) => {
      this.off(name, wrapper);
      listener(...args);
    };
    this.on(name, wrapper);
  }

  off(name: string, listener?: Listener): void {
    if (listener) this.listeners.get(name)?.delete(listener);
    else this.listeners.delete(name);
  }

  private receive(name: string, args: unknown[]): void {
    const listeners = this.listeners.get(name);
    if (!listeners || listeners.size === 0) this.waiting.set(name, [...(this.waiting.get(name) ?? []), args]);
    else for (const listener of [...listeners]) listener(...args);
  }
}

export function createEventChannel(): { opener: EventChannel; opened: EventChannel } {
  const opener = new End();
  const opened = new End();
  opener.other = opened;
  opened.other = opener;
  return { opener, opened };
}

import type { HostEvents } from '../host';
import { record } from './errors';

type Listener = (detail: never) => void;

/** The phone's own events. A listener that throws does not keep the others from hearing. */
export class Emitter {
  private readonly listeners = new Map<keyof HostEvents, Set<Listener>>();

  on<K extends keyof HostEvents>(event: K, listener: (detail: HostEvents[K]) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set.add(listener));
    return () => set.delete(listener);
  }

  emit<K extends keyof HostEvents>(event: K, detail: HostEvents[K]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) {
      try {
        (listener as (value: HostEvents[K]) => void)(detail);
      } catch (error) {
        record(error, event);
      }
    }
  }
}

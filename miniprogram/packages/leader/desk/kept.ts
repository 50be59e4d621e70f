import type { Candidates, DeskView } from '../../../domain/attendance/views';
import { forget, recall, remember } from '../../../services/cache';

/**
 * A desk opened once works without network, also after a restart: its last answer with the key is kept on the phone,
 * and goes when the slot is settled.
 */
export interface KeptDesk {
  readonly view: DeskView;
  /** Whom one may name in beside those on the list; null where the cloud has not said. */
  readonly nameable: Candidates | null;
}

const INDEX = 'desks';
const keyOf = (slotId: string): string => `desk:${slotId}`;

/** Until when each is kept. */
type Index = Readonly<Record<string, number>>;
const index = (): Index => recall<Index>(INDEX)?.value ?? {};

export function keptDesk(slotId: string): { readonly desk: KeptDesk; readonly at: number } | null {
  const kept = recall<KeptDesk>(keyOf(slotId));
  return kept && { desk: kept.value, at: kept.at };
}

export function keepDesk(desk: KeptDesk, now: number): void {
  const { slot, keepUntil } = desk.view;
  if (now >= keepUntil) return dropDesk(slot.id);
  remember(keyOf(slot.id), desk);
  remember(INDEX, { ...index(), [slot.id]: keepUntil });
}

export function dropDesk(slotId: string): void {
  forget(keyOf(slotId));
  const { [slotId]: _gone, ...rest } = index();
  remember(INDEX, rest);
}

/** Whatever has been settled meanwhile. */
export function sweepDesks(now: number): void {
  for (const [slotId, until] of Object.entries(index())) if (now >= until) dropDesk(slotId);
}

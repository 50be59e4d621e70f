import type { SlotOffer } from '../../../domain/activities/page';
import type { Visit } from '../../../domain/visits/visit';
import { MINUTE } from '../../../domain/time';
import { clock } from '../../../services/format';
import { homeFault, nobodyHome, type HomeTyped } from '../homes';

/** What is asked of who books a service that comes to the home. */
export interface HomeModel {
  readonly value: HomeTyped;
  readonly times: readonly { readonly id: string; readonly name: string }[];
  readonly timeId: string;
}

/** As typed, with the chosen time; empty while none is chosen. */
export interface HomeChoice {
  readonly home: HomeTyped;
  readonly timeId: string;
}

export const noHome: HomeChoice = { home: nobodyHome, timeId: '' };

const EVERY = 30 * MINUTE;

/** Half hours from its beginning on; one alone is nothing to choose. */
function timesIn({ start, end }: Pick<SlotOffer, 'start' | 'end'>): HomeModel['times'] {
  const many = Math.max(1, Math.floor((end - start) / EVERY));
  return Array.from({ length: many }, (_time, i) => {
    const at = start + i * EVERY;
    return { id: String(at), name: clock(at) };
  });
}

export function homeModel(slot: SlotOffer, { home, timeId }: HomeChoice): HomeModel | null {
  if (!slot.home) return null;
  const times = timesIn(slot);
  const only = times.length === 1 ? (times[0]?.id ?? '') : '';
  const chosen = times.some(({ id }) => id === timeId) ? timeId : only;
  return { value: home, times: times.length > 1 ? times : [], timeId: chosen };
}

/** What is sent of it, or what does not fit yet; neither where nobody comes to the home. */
export function visitIn(slot: SlotOffer, choice: HomeChoice): { visit?: Visit; fault: string } {
  const model = homeModel(slot, choice);
  if (!model) return { fault: '' };
  const fault = model.timeId === '' ? '请选几点上门' : homeFault(model.value);
  return fault ? { fault } : { fault: '', visit: { ...model.value, at: Number(model.timeId) } };
}

import type { SessionView } from '../../../domain/accounts/views';
import { dayOf, type Instant } from '../../../domain/time';
import { spanOf } from '../../../domain/activities/rules';
import { SLOTS_AT_MOST } from '../../../domain/activities/schemas';
import { activityRow, type ActivityRow } from '../../../services/cards';
import type { Choice } from '../../../domain/settings';
import { type Draft } from './draft';
import { faultsOf, noFaults, slotRowsOf, type Faults, type SlotRow } from './faults';
import { inputOf } from './input';

/** What the session gives to choose from. */
export function choicesOf(known: SessionView | null, now: Instant) {
  const { activityCategories: categories = [], skills = [] } = known?.choices ?? {};
  return {
    teams: known?.teams ?? [],
    categories,
    skills,
    posting: known?.posting ?? { repeatAtMost: 1, mode: 'inOut' },
    today: known ? dayOf(now) : '',
  };
}

export interface FormModel {
  readonly draft: Draft;
  readonly preview: ActivityRow;
  /** There is room for no further slot. */
  readonly full: boolean;
  readonly faults: Faults;
  readonly slotRows: SlotRow[];
}

/** Once it was tried to send, faults stand beside the fields and go away as they are mended. */
export function formModel(
  draft: Draft,
  teamName: string,
  tried: boolean,
  categories: readonly Choice[],
  now: Instant,
): FormModel {
  const faults = tried ? faultsOf(draft, categories, now) : noFaults;
  return {
    draft,
    preview: previewRow(draft, teamName, now),
    full: draft.slots.length >= SLOTS_AT_MOST,
    faults,
    slotRows: slotRowsOf(draft.slots, faults),
  };
}

/** The card that people will see in the list, as far as the form is filled in. */
function previewRow(draft: Draft, teamName: string, now: Instant): ActivityRow {
  const input = inputOf(draft);
  const slots = input.slots.map((slot, i) => {
    const left = Math.max(0, slot.capacity - (draft.slots[i]?.taken ?? 0));
    return { ...slot, id: String(i), left, revision: 0 };
  });
  const { venue } = draft;
  return activityRow(
    {
      id: '',
      title: draft.title.trim() || '活动标题',
      category: draft.category,
      teamName,
      venue: {
        name: venue?.name || '活动地点',
        address: venue?.address ?? '',
        place: venue?.place ?? { longitude: 0, latitude: 0 },
        stationId: venue?.stationId ?? null,
      },
      // A form may have no slot yet.
      ...(input.slots.length > 0 ? spanOf(input.slots) : { start: now, end: now }),
      phase: 'coming',
      slots,
    },
    now,
  );
}

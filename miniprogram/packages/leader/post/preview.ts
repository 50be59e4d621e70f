import type { Instant } from '../../../domain/time';
import { spanOf } from '../../../domain/activities/rules';
import { activityRow, type ActivityRow } from '../../../services/cards';
import type { Draft } from './draft';
import { inputOf } from './input';

/** The card that people will see in the list, as far as the form is filled in. */
export function previewRow(draft: Draft, teamName: string, now: Instant): ActivityRow {
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

import { spokenName } from '../../../../domain/stations/rules';
import type { LedActivity } from '../../../../domain/activities/views';
import { span } from '../../../../services/format';

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly facts: string;
}

/** One row a title: what is held every week is chosen once, by its latest. */
export function rowsOf(activities: readonly LedActivity[], teamId: string, now: number): Row[] {
  const latest = [...activities]
    .filter((a) => a.teamId === teamId && a.phase !== 'draft' && a.phase !== 'refused')
    .sort((a, b) => b.start - a.start);
  const titles = new Set<string>();
  return latest
    .filter(({ title }) => !titles.has(title) && titles.add(title))
    .map((a) => ({ id: a.id, title: a.title, facts: `${span(a, now)} · ${spokenName(a.venue.name)}` }));
}

import type { ActivityView } from '../../../domain/activities/page';
import { call } from '../../../services/cloud';
import type { Bookable } from './sheet';

/**
 * Whom this phone's holder can sign up: relatives without a phone; for a shift of a team that one leads, its
 * volunteers without a phone, too. What cannot be asked just now is left out.
 */
export async function bookable(activity: ActivityView, kind: 'shift' | 'service'): Promise<Bookable[]> {
  const { teamId, leads } = activity;
  const [family, team] = await Promise.all([
    call('people.list', {}),
    leads && kind === 'shift' ? call('people.registered', { teamId }) : null,
  ]);
  const relatives = family.ok ? family.data.people : [];
  const members = team?.ok ? team.data.people : [];
  return [
    ...relatives.map(({ id, name, relation }) => ({ id, name, note: relation })),
    ...members.map(({ id, name }) => ({ id, name, note: '队里的志愿者' })),
  ];
}

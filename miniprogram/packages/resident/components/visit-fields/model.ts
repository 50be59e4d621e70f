import type { Division } from '../../../../domain/stations/views';
import { areaName } from '../../../../services/cards';

/** Every township and street with its county before it, as an address begins. */
export function townshipNames(divisions: readonly Division[]): string[] {
  const counties = new Map(divisions.map(({ id, name }) => [id, areaName(name)]));
  return divisions
    .filter(({ tier }) => tier === 'institute')
    .map(({ name, parentId }) => `${counties.get(parentId ?? '') ?? ''} ${areaName(name)}`.trim())
    .sort((a, b) => a.localeCompare(b, 'zh'));
}

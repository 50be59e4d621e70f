import type { Division } from '../../../domain/stations/views';
import { areaName } from '../../../services/cards';

export interface AreaRow {
  readonly id: string;
  readonly name: string;
}

const row = ({ id, name }: Division): AreaRow => ({ id, name: areaName(name) });

/** The counties: all centres that have one above them. A city of one centre offers that one. */
export function countiesOf(divisions: readonly Division[]): AreaRow[] {
  const centres = divisions.filter((division) => division.tier === 'centre');
  const below = centres.filter((division) => division.parentId !== null);
  return (below.length > 0 ? below : centres).map(row);
}

export const townshipsOf = (divisions: readonly Division[], countyId: string): AreaRow[] =>
  divisions.filter((division) => division.tier === 'institute' && division.parentId === countyId).map(row);

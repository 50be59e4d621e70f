import type { Place } from '#domain/geo';
import { grid } from '../grid';
import { station } from '../small-city';

/** Where teams are at home and activities are held. */
export interface Home {
  readonly stationId: string;
  readonly name: string;
  readonly place: Place;
  /** The station and all above it. */
  readonly areas: readonly string[];
}

/** Stations of one institute: few, so that a small city has a page of institutes, too. */
const UNDER_ONE = 5;

const instituteOf = (i: number): string => `q${Math.floor(i / UNDER_ONE)}`;

/** Rows of stations `from` to `to`, each institute before its stations: the city grows outward, as dense as before. */
export function stationRows(from: number, to: number) {
  return grid(from, to).flatMap((row, at) => {
    const i = from + at;
    const under = { ...row, parentCode: instituteOf(i) };
    const institute = { ...station(instituteOf(i), 'county', 'institute'), place: row.place };
    return i % UNDER_ONE === 0 ? [institute, under] : [under];
  });
}

export function homeAt(i: number): Home {
  const [row] = grid(i, i + 1);
  if (!row) throw new Error(`no station ${i}`);
  const { code, name, place } = row;
  return { stationId: code, name, place, areas: ['all', 'root', 'county', instituteOf(i), code] };
}

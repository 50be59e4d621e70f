import * as v from 'valibot';
import { id, optionalText, place, telephoneOrNone, text } from '../fields';
import { tiers, type Station, type Tier } from './types';

const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** What stands for the whole city in figures, and what every object of the language has, is no station's code. */
const code = v.pipe(
  id,
  v.regex(/^[A-Za-z0-9]/),
  v.check((text) => text !== 'all' && !(text in {})),
);

/** One row of a spreadsheet of stations, as a centre would send it. */
export const stationRow = v.strictObject({
  code,
  parentCode: v.nullable(id),
  tier: v.picklist(tiers),
  name: text(60),
  place,
  approximate: v.boolean(),
  address: optionalText(120),
  phone: telephoneOrNone,
  openingHours: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          weekdays: v.pipe(
            v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
            v.minLength(1),
            v.maxLength(7),
          ),
          open: clock,
          close: clock,
        }),
        v.check((h) => h.open < h.close),
      ),
    ),
    v.maxLength(14),
  ),
  facilities: v.pipe(v.array(id), v.maxLength(20)),
  offers: v.pipe(v.array(id), v.maxLength(20)),
});
export type StationRow = v.InferOutput<typeof stationRow>;

export type RowFault =
  'BAD_FIELD' | 'UNKNOWN_PARENT' | 'PARENT_TIER' | 'TWICE' | 'NOT_YOURS' | 'HAS_STATIONS';
/** HAS_STATIONS: it would move, and what stands under it would be left where it is not any more. */
export interface RowReport {
  /** Position in what was sent, from 0. */
  readonly row: number;
  readonly fault: RowFault;
  /** Which field, when it is one. */
  readonly field: string;
}

/** A 所 stands under a 中心, a 站 under a 所 or a 中心, a 点 under any; a county 中心 under the city's. */
const parentTiers: Record<Tier, readonly Tier[]> = {
  centre: ['centre'],
  institute: ['centre'],
  station: ['institute', 'centre'],
  point: ['station', 'institute', 'centre'],
};

export interface Import {
  readonly stations: readonly Station[];
  readonly faults: readonly RowReport[];
}

type Known = Pick<Station, 'id' | 'tier' | 'ancestors'>;

/**
 * Turns rows into stations, each with its path of ancestors. A parent may stand anywhere in the same
 * rows or be known already. Bad rows are reported, every one, and do not hinder the good ones; a row
 * under a bad one is bad itself. `mayWrite` says which part of the tree the caller serves: the top of it is theirs to
 * describe, but stands where somebody above has put it. `hasStations` says of one that is known already whether others
 * stand under it: these keep the path by which they are found, so it stays.
 */
export function readRows(
  rows: readonly unknown[],
  known: readonly Known[],
  rootId: string,
  mayWrite: (station: Pick<Station, 'id' | 'ancestors'>) => boolean = () => true,
  hasStations: (id: string) => boolean = () => false,
): Import {
  const faults: RowReport[] = [];
  const good = new Map<string, { row: number; value: StationRow }>();
  rows.forEach((raw, row) => {
    const parsed = v.safeParse(stationRow, raw);
    if (!parsed.success) {
      const field = v.getDotPath(parsed.issues[0]) ?? '';
      faults.push({ row, fault: 'BAD_FIELD', field });
    } else if (good.has(parsed.output.code)) {
      faults.push({ row, fault: 'TWICE', field: 'code' });
    } else {
      good.set(parsed.output.code, { row, value: parsed.output });
    }
  });

  const placed = new Map<string, Known>(known.map((k) => [k.id, k]));
  const stations: Station[] = [];
  const refuse = (row: number, fault: RowFault) => faults.push({ row, fault, field: 'parentCode' });
  const waiting = [...good.values()].sort(
    (a, b) => tiers.indexOf(a.value.tier) - tiers.indexOf(b.value.tier),
  );
  const ordered = waiting.sort((a, b) => Number(a.value.code !== rootId) - Number(b.value.code !== rootId));
  for (const { row, value } of ordered) {
    const parent = value.parentCode === null ? null : placed.get(value.parentCode);
    if (parent === undefined) {
      const sent = good.get(value.parentCode ?? '')?.value;
      refuse(row, sent && !parentTiers[value.tier].includes(sent.tier) ? 'PARENT_TIER' : 'UNKNOWN_PARENT');
      continue;
    }
    const fault = parentFault(value, parent, rootId);
    if (fault !== null) {
      refuse(row, fault);
    } else {
      const station = stationOf(value, parent);
      // Over one that is there already: also as it stands now, so that none is drawn over from elsewhere.
      const before = placed.get(station.id);
      const isMine = mayWrite(station) && (before === undefined || mayWrite(before));
      const stays = value.code === rootId || (before !== undefined && isSamePlace(before, station));
      const mayMove = [station, before ?? station].every(({ ancestors }) => mayWrite({ id: '', ancestors }));
      if (isMine && mayMove && !stays && before !== undefined && hasStations(station.id)) {
        refuse(row, 'HAS_STATIONS');
      } else if (isMine && (stays || mayMove)) {
        placed.set(station.id, station);
        stations.push(station);
      } else {
        faults.push({ row, fault: 'NOT_YOURS', field: 'code' });
      }
    }
  }
  return { stations, faults: faults.sort((a, b) => a.row - b.row) };
}

const isSamePlace = (a: Known, b: Known): boolean =>
  a.tier === b.tier && a.ancestors.join() === b.ancestors.join();

/** The root stands under nothing, everything else under something of a higher tier, and never under itself. */
function parentFault(row: StationRow, parent: Known | null, rootId: string): RowFault | null {
  if (row.code === rootId) return parent === null && row.tier === 'centre' ? null : 'PARENT_TIER';
  if (parent === null) return 'UNKNOWN_PARENT';
  if (row.tier === 'centre' && parent.id !== rootId) return 'PARENT_TIER';
  const underItself = parent.id === row.code || parent.ancestors.includes(row.code);
  return underItself || !parentTiers[row.tier].includes(parent.tier) ? 'PARENT_TIER' : null;
}

function stationOf(row: StationRow, parent: Known | null): Station {
  return {
    id: row.code,
    tier: row.tier,
    name: row.name,
    parentId: row.parentCode,
    ancestors: parent === null ? [] : [...parent.ancestors, parent.id],
    place: row.place,
    approximate: row.approximate,
    address: row.address,
    phone: row.phone,
    openingHours: row.openingHours,
    facilities: row.facilities,
    offers: row.offers,
    photos: [],
    closed: false,
  };
}

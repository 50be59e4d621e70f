import * as v from 'valibot';
import type { Caller } from '#domain/accounts/access';
import type { Output } from '#domain/contract';
import { id } from '#domain/fields';
import { auditIdOf } from '#domain/ids';
import { readRows } from '#domain/stations/import';
import { nameGrams } from '#domain/stations/rules';
import type { Station } from '#domain/stations/types';
import { _, find, insertAll, point, put } from '../core/database';
import { one } from '../core/loading';
import { useCase } from '../core/use-case';
import type { StationDocument } from '../documents';

type Imported = Output<'stations.import'>;

/** Rows of one call and the parents they name. */
const KNOWN_AT_MOST = 1000;

function documentOf(station: Station, before: StationDocument | undefined): StationDocument {
  const { id, place, ...rest } = station;
  return {
    _id: id,
    ...rest,
    ancestors: [...station.ancestors],
    openingHours: [...station.openingHours],
    facilities: [...station.facilities],
    offers: [...station.offers],
    // A spreadsheet tells nothing of these two.
    photos: before?.photos ?? [],
    closed: before?.closed ?? false,
    place,
    location: point(place),
    grams: nameGrams(station.name),
  };
}

/** Stations that the rows name, themselves or as parents. */
function codesIn(rows: readonly unknown[]): string[] {
  const codes = rows.flatMap((row) => {
    const { code, parentCode } = (row ?? {}) as { code?: unknown; parentCode?: unknown };
    return [code, parentCode];
  });
  return [...new Set(codes.filter((code) => v.is(id, code)))].slice(0, KNOWN_AT_MOST);
}

const serves = (caller: Caller) => (station: Pick<Station, 'id' | 'ancestors'>) =>
  caller.duties.some((d) => d === station.id || station.ancestors.includes(d));

const same = (a: StationDocument, b: StationDocument): boolean => {
  const plain = ({ location: _location, ...rest }: StationDocument) =>
    JSON.stringify(Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1)));
  return plain(a) === plain(b);
};

/**
 * A spreadsheet of stations: every good row is written, every bad one reported. New stations go in one
 * call; those that changed are rewritten one by one, so that none is ever missing. An import broken off
 * is sent again and does the rest; its answer stands in the audit log from the first try on.
 */
export const importStations = useCase('stations.import', {
  ask: (_input, me, nonce) => ({ before: one('audit', auditIdOf(me.identity, nonce)) }),

  async run({ input, loaded, settings, caller, audit }) {
    const codes = codesIn(input.rows);
    const found =
      codes.length === 0 ? [] : await find('stations', { _id: _.in(codes) }, { limit: KNOWN_AT_MOST });
    const known = new Map(found.map((s) => [s._id, s]));
    const parents = found.map((s) => ({ id: s._id, tier: s.tier, ancestors: s.ancestors }));
    const { stations, faults } = readRows(input.rows, parents, settings.city.id, serves(caller));

    const documents = stations.map((s) => documentOf(s, known.get(s.id)));
    const fresh = documents.filter((d) => !known.has(d._id));
    const changed = documents.filter((d) => {
      const before = known.get(d._id);
      return before !== undefined && !same(before, d);
    });
    const result: Imported = { written: fresh.length + changed.length, faults: [...faults] };
    const written = [...fresh, ...changed].map(({ _id }) => _id);
    await audit({ subject: settings.city.id, after: { ...result, stations: written } });
    // Another import at the same moment may have been first with some: then each is written by itself.
    const added = await insertAll('stations', fresh);
    for (const document of added === 'INSERTED' ? changed : documents) await put('stations', document);
    const first = loaded.before?.after as Imported | undefined;
    return first ? { written: first.written, faults: first.faults } : result;
  },
});

import * as v from 'valibot';
import type { Caller } from '#domain/accounts/access';
import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { id } from '#domain/fields';
import { auditIdOf } from '#domain/ids';
import { readRows, type StationRow } from '#domain/stations/import';
import { nameGrams } from '#domain/stations/rules';
import type { Station } from '#domain/stations/types';
import { _, aggregate, find, insertAll, point, update } from '../core/database';
import { one } from '../core/loading';
import { useCase, type Context, type Me } from '../core/use-case';
import type { StationDocument } from '../documents';

type Imported = Output<'stations.import'>;

/** Rows of one call and the parents they name. */
const KNOWN_AT_MOST = 1000;

function documentOf(
  station: Station,
  before: StationDocument | undefined,
  importedAt: Date,
): StationDocument {
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
    importedAt,
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

/** Of those that are there already, the ones that the rows put somewhere else. */
const movedBy = (rows: readonly unknown[], known: readonly StationDocument[]): string[] => {
  const sent = new Map(rows.map((row) => [(row as Partial<StationRow> | null)?.code, row]));
  return known
    .filter(({ _id, parentId, tier }) => {
      const row = sent.get(_id) as Partial<StationRow> | undefined;
      return row !== undefined && (row.parentCode !== parentId || row.tier !== tier);
    })
    .map(({ _id }) => _id);
};

/** Those of them that others stand under. */
async function stationsAbove(ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const stages = [{ match: { parentId: _.in(ids) } }, { group: { _id: '$parentId' } }];
  const found = await aggregate<{ _id: string }>('stations', stages, ids.length);
  return new Set(found.map(({ _id }) => _id));
}

const serves = (caller: Caller) => (station: Pick<Station, 'id' | 'ancestors'>) =>
  caller.duties.some((d) => d === station.id || station.ancestors.includes(d));

const same = (a: StationDocument, b: StationDocument): boolean => {
  const plain = ({ location: _location, importedAt: _at, ...rest }: StationDocument) =>
    JSON.stringify(Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1)));
  return plain(a) === plain(b);
};

interface Read {
  readonly result: Imported;
  readonly fresh: readonly StationDocument[];
  readonly changed: readonly { readonly before: StationDocument; readonly after: StationDocument }[];
}

type Importing = Context<'stations.import', ReturnType<typeof lookUpsFor>>;

const lookUpsFor = (me: Me, nonce: string) => ({ before: one('audit', auditIdOf(me.identity, nonce)) });

/** What the rows come to, against what there is. What a later import has written stands. */
async function read({ input, settings, caller }: Importing, at: Date): Promise<Read> {
  const codes = codesIn(input.rows);
  const found =
    codes.length === 0 ? [] : await find('stations', { _id: _.in(codes) }, { limit: KNOWN_AT_MOST });
  const known = new Map(found.map((s) => [s._id, s]));
  const parents = found.map((s) => ({ id: s._id, tier: s.tier, ancestors: s.ancestors }));
  const above = await stationsAbove(movedBy(input.rows, found));
  const { stations, faults } = readRows(input.rows, parents, settings.city.id, serves(caller), (code) =>
    above.has(code),
  );
  const documents = stations.map((s) => documentOf(s, known.get(s.id), at));
  const changed = documents.flatMap((after) => {
    const before = known.get(after._id);
    const isOlder = before?.importedAt === undefined || before.importedAt <= at;
    return before && isOlder && !same(before, after) ? [{ before, after }] : [];
  });
  const fresh = documents.filter((d) => !known.has(d._id));
  return { result: { written: fresh.length + changed.length, faults: [...faults] }, fresh, changed };
}

/** False where somebody else has written meanwhile: then all is read anew. */
async function write({ fresh, changed }: Read): Promise<boolean> {
  if ((await insertAll('stations', fresh)) === 'DUPLICATE') return false;
  for (const { before, after } of changed) {
    const { _id, ...fields } = after;
    const asRead = { _id, importedAt: before.importedAt ?? _.exists(false) };
    if ((await update('stations', asRead, { ...fields, place: _.set(fields.place) })) === 0) return false;
  }
  return true;
}

/** Imports of others at the same moment write some of the rows each. */
const TRIES = 4;

/**
 * A spreadsheet of stations: every good row is written, every bad one reported. New stations go in one
 * call; those that changed are rewritten one by one, so that none is ever missing. An import broken off
 * is sent again and does the rest; its answer stands in the audit log from the first try on.
 */
export const importStations = useCase('stations.import', {
  ask: (_input, me, nonce) => lookUpsFor(me, nonce),

  async run(context) {
    const { loaded, settings, now, audit } = context;
    const at = loaded.before?.at ?? new Date(now);
    let rows = await read(context, at);
    const { result } = rows;
    const written = [...rows.fresh, ...rows.changed.map(({ after }) => after)].map(({ _id }) => _id);
    const logged = await audit({ subject: settings.city.id, after: { ...result, stations: written } });
    // This very call, sent twice: what it answers is not told from what is there now.
    if (!loaded.before && logged === 'DUPLICATE') throw new Refused('CONFLICT');
    for (let tried = 1; !(await write(rows)); tried += 1) {
      if (tried === TRIES) throw new Refused('CONFLICT');
      rows = await read(context, at);
    }
    const first = loaded.before?.after as Imported | undefined;
    return first ? { written: first.written, faults: first.faults } : result;
  },
});

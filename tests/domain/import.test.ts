import fc from 'fast-check';
import { readRows, stationRow, type StationRow } from '#domain/stations/import';
import * as v from 'valibot';

const ROOT = '4112';
const row = (code: string, parentCode: string | null, tier: StationRow['tier'], change: object = {}) => ({
  code,
  parentCode,
  tier,
  name: `${code}站`,
  place: { longitude: 111.2, latitude: 34.8 },
  approximate: true,
  address: '',
  phone: '',
  openingHours: [{ weekdays: [1, 7], open: '08:30', close: '17:30' }],
  facilities: ['hall'],
  offers: [],
  ...change,
});
const root = row(ROOT, null, 'centre');
const county = row('411202', ROOT, 'centre');
const town = row('411202001', '411202', 'institute');
const village = row('411202001001', '411202001', 'station');
const corner = row('p1', '411202001001', 'point');
const whole = [root, county, town, village, corner];

const codesOf = (rows: readonly unknown[]) => readRows(rows, [], ROOT).stations.map((s) => s.id);
const faultsOf = (rows: readonly unknown[], known: Parameters<typeof readRows>[1] = []) =>
  readRows(rows, known, ROOT).faults;

test('a whole tree is read, each station with its path from the root', () => {
  const { stations, faults } = readRows(whole, [], ROOT);
  expect(faults).toEqual([]);
  expect(stations.map((s) => s.ancestors)).toEqual([
    [],
    ['4112'],
    ['4112', '411202'],
    ['4112', '411202', '411202001'],
    ['4112', '411202', '411202001', '411202001001'],
  ]);
});

test('rows may come in any order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(whole, { minLength: whole.length }), (rows) => {
      expect(readRows(rows, [], ROOT).faults).toEqual([]);
      expect(codesOf(rows)).toEqual(whole.map((r) => r.code));
    }),
  );
});

test('a parent may be known from before', () => {
  const known = [{ id: '411202', tier: 'centre' as const, ancestors: [ROOT] }];
  const { stations, faults } = readRows([town], known, ROOT);
  expect(faults).toEqual([]);
  expect(stations[0]?.ancestors).toEqual([ROOT, '411202']);
});

test('every bad row is reported by its place and field, and hinders no good one', () => {
  const rows = [root, null, county, { ...town, phone: 'abc' }, 5, row('x', '411202', 'station')];
  const { stations, faults } = readRows(rows, [], ROOT);
  expect(stations.map((s) => s.id)).toEqual([ROOT, '411202', 'x']);
  expect(faults).toEqual([
    { row: 1, fault: 'BAD_FIELD', field: '' },
    { row: 3, fault: 'BAD_FIELD', field: 'phone' },
    { row: 4, fault: 'BAD_FIELD', field: '' },
  ]);
});

test('what stands under a bad row is bad itself, all the way down', () => {
  const rows = [root, { ...county, name: '' }, town, village, corner];
  expect(faultsOf(rows)).toEqual([
    { row: 1, fault: 'BAD_FIELD', field: 'name' },
    ...[2, 3, 4].map((n) => ({ row: n, fault: 'UNKNOWN_PARENT', field: 'parentCode' })),
  ]);
  expect(codesOf(rows)).toEqual([ROOT]);
});

test('of two rows with one code the first good one stays', () => {
  const again = { ...county, name: '又一个' };
  expect(faultsOf([root, county, again])).toEqual([{ row: 2, fault: 'TWICE', field: 'code' }]);
  expect(readRows([root, { ...county, name: '' }, again], [], ROOT).stations[1]?.name).toBe('又一个');
});

describe('who may stand under whom', () => {
  const allowed: [StationRow['tier'], string][] = [
    ['centre', '4112'],
    ['institute', '4112'],
    ['institute', '411202'],
    ['station', '411202'],
    ['station', '411202001'],
    ['point', '4112'],
    ['point', '411202'],
    ['point', '411202001'],
    ['station', '4112'],
    ['point', '411202001001'],
  ];
  const parents = ['4112', '411202', '411202001', '411202001001', 'p1'];
  const tiers = ['centre', 'institute', 'station', 'point'] as const;
  const cases = tiers.flatMap((tier) => parents.map((parent) => [tier, parent] as const));

  test.each(cases)('a %s under %s', (tier, parent) => {
    const fits = allowed.some(([t, p]) => t === tier && p === parent);
    const expected = fits ? [] : [{ row: 5, fault: 'PARENT_TIER', field: 'parentCode' }];
    expect(faultsOf([...whole, row('new', parent, tier)])).toEqual(expected);
  });

  test('nothing but the root stands under nothing, and the root under nothing else', () => {
    expect(faultsOf([root, row('new', null, 'centre')])).toMatchObject([{ row: 1, fault: 'UNKNOWN_PARENT' }]);
    expect(faultsOf([row(ROOT, null, 'station')])).toMatchObject([{ row: 0, fault: 'PARENT_TIER' }]);
    const known = [{ id: '411202', tier: 'centre' as const, ancestors: [ROOT] }];
    expect(faultsOf([row(ROOT, '411202', 'centre')], known)).toMatchObject([{ fault: 'PARENT_TIER' }]);
  });

  test('an unknown parent is reported', () => {
    expect(faultsOf([root, row('new', 'nowhere', 'station')])).toEqual([
      { row: 1, fault: 'UNKNOWN_PARENT', field: 'parentCode' },
    ]);
  });

  test('nothing comes to stand under itself, not even by an import over what is there', () => {
    const known = readRows(whole, [], ROOT).stations;
    expect(faultsOf([row('new', 'new', 'point')], known)).toMatchObject([{ fault: 'PARENT_TIER' }]);
    expect(faultsOf([row('411202001', '411202001', 'station')], known)).toMatchObject([
      { fault: 'PARENT_TIER' },
    ]);
    expect(faultsOf([row('411202001', '411202001001', 'point')], known)).toMatchObject([
      { fault: 'PARENT_TIER' },
    ]);
  });
});

describe('who may import what', () => {
  const known = readRows(
    [...whole, row('411203', ROOT, 'centre'), row('411203001', '411203', 'institute')],
    [],
    ROOT,
  );
  const ofCounty = (station: { id: string; ancestors: readonly string[] }) =>
    station.id === '411202' || station.ancestors.includes('411202');
  const read = (rows: readonly unknown[]) => readRows(rows, known.stations, ROOT, ofCounty);

  test('staff of a county write what stands under it', () => {
    expect(read([town, row('new', '411202', 'institute')]).faults).toEqual([]);
  });

  test('not what stands elsewhere, nor can it be drawn over', () => {
    const notYours = [{ row: 0, fault: 'NOT_YOURS', field: 'code' }];
    expect(read([row('new', '411203', 'institute')]).faults).toEqual(notYours);
    expect(read([row('411203001', '411202', 'institute')]).faults).toEqual(notYours);
  });

  test('what would stand under a row that is not theirs is bad itself', () => {
    const rows = [row('new', '411203', 'institute'), row('below', 'new', 'station')];
    expect(read(rows).faults.map((f) => f.fault)).toEqual(['NOT_YOURS', 'UNKNOWN_PARENT']);
  });
});

test('no rows whatsoever throw; each is a station or a fault', () => {
  const code = fc.constantFrom(...whole.map((r) => r.code), 'z');
  const change = fc.record({
    code,
    parentCode: fc.option(code),
    tier: fc.constantFrom('centre', 'institute', 'station', 'point'),
  });
  const anyRow = fc.oneof(
    change.map((c) => ({ ...village, ...c })),
    fc.jsonValue(),
    fc.anything(),
  );
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 12 }), (rows) => {
      const { stations, faults } = readRows(rows, [], ROOT);
      expect(stations.length + faults.length).toBe(rows.length);
      for (const s of stations) expect(s.ancestors).not.toContain(s.id);
      expect([...faults].sort((a, b) => a.row - b.row)).toEqual(faults);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['closing before it opens', [{ weekdays: [1], open: '12:00', close: '08:00' }]],
  ['an hour that no clock has', [{ weekdays: [1], open: '08:00', close: '24:00' }]],
  ['an eighth weekday', [{ weekdays: [8], open: '08:00', close: '12:00' }]],
  ['no weekday', [{ weekdays: [], open: '08:00', close: '12:00' }]],
])('opening hours with %s are refused', (_, openingHours) => {
  expect(v.is(stationRow, { ...village, openingHours })).toBe(false);
});

test('a code is of a form that stands for nothing else', () => {
  for (const code of ['all', '__proto__', 'constructor', '-1', '_x'])
    expect(faultsOf([root, { ...county, code }])).toMatchObject([
      { row: 1, fault: 'BAD_FIELD', field: 'code' },
    ]);
});

test('the top of what somebody serves is theirs to describe, and not to move', () => {
  const other = { ...county, code: '411203', name: '另一个县' };
  const known = readRows([root, county, other], [], ROOT).stations;
  const serves = (station: { id: string; ancestors: readonly string[] }) =>
    [station.id, ...station.ancestors].includes(county.code);
  const faults = (change: Partial<StationRow>) =>
    readRows([{ ...county, ...change }], known, ROOT, serves).faults.map(({ fault }) => fault);
  expect(faults({ name: '新名字' })).toEqual([]);
  expect(faults({ tier: 'institute', parentCode: other.code })).toEqual(['NOT_YOURS']);
  expect(faults({ tier: 'institute' })).toEqual(['NOT_YOURS']);
  expect(faults({ tier: 'point', parentCode: county.code })).toEqual(['PARENT_TIER']);
});

test('a station that others stand under stays where it is; without them it moves', () => {
  const other = { ...county, code: '411203', name: '另一个县' };
  const known = readRows([root, county, other, town], [], ROOT).stations;
  const moved = { ...town, parentCode: other.code };
  const faults = (rows: unknown[], above: readonly string[]) =>
    readRows(rows, known, ROOT, undefined, (id) => above.includes(id)).faults;
  expect(faults([moved], [])).toEqual([]);
  expect(faults([moved], [town.code])).toEqual([{ row: 0, fault: 'HAS_STATIONS', field: 'parentCode' }]);
  expect(faults([{ ...town, tier: 'point' }], [town.code]).map(({ fault }) => fault)).toEqual([
    'HAS_STATIONS',
  ]);
  expect(faults([{ ...town, name: '改了名' }], [town.code])).toEqual([]);
});

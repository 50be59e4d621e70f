/**
 * From a city's administrative divisions to its network: which 中心, 所 and 站 there are, and what each is
 * called. Pure: the same divisions give the same rows.
 */
import type { StationRow } from '#domain/stations/import';
import type { Settings } from '#domain/settings';
import type { Tier } from '#domain/stations/types';

export const levels = ['city', 'county', 'township', 'village'] as const;
export type Level = (typeof levels)[number];

export interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Null for the city. */
  readonly parentCode: string | null;
  readonly longitude: number;
  readonly latitude: number;
}

const HEADER = 'code,name,level,parent_code,lng,lat';

function isLevel(text: string): text is Level {
  return (levels as readonly string[]).includes(text);
}

function readLine(line: string, index: number): Division {
  const [code = '', name = '', level = '', parentCode = '', lng = '', lat = ''] = line.split(',');
  const [longitude, latitude] = [lng, lat].map((text) => (text === '' ? Number.NaN : Number(text)));
  const isPlace = Number.isFinite(longitude) && Number.isFinite(latitude);
  if (code === '' || name === '' || !isLevel(level) || !isPlace) {
    throw new Error(`Line ${String(index + 2)} is not a division: ${line}`);
  }
  return {
    code,
    name,
    level,
    parentCode: parentCode === '' ? null : parentCode,
    longitude: longitude ?? 0,
    latitude: latitude ?? 0,
  };
}

/** Reads the CSV of data/<city>/divisions.csv. Throws on the first line that is not a division. */
export function parseDivisions(csv: string): Division[] {
  const [header, ...lines] = csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (header !== HEADER) throw new Error(`The first line must be ${HEADER}`);
  return lines.map(readLine);
}

const tierOf: Record<Level, Tier> = {
  city: 'centre',
  county: 'centre',
  township: 'institute',
  village: 'station',
};

const suffixOf: Record<Tier, string> = {
  centre: '新时代文明实践中心',
  institute: '新时代文明实践所',
  station: '新时代文明实践站',
  point: '新时代文明实践点',
};

/** Words by which statisticians mark a place that has no committee of its own. */
const STATISTICAL = /类似居委会(社区)?$|虚拟(?=生活区$)/;

/**
 * What people call the place a committee stands for: 市场社区居民委员会 and 市场社区居委会 are 市场社区,
 * 柳林村委会 and 柳林村村民委员会 are 柳林村.
 */
function placeName(name: string): string {
  if (STATISTICAL.test(name)) return name.replace(STATISTICAL, '');
  const community = /^(.+?)(社区)?(居民委员会|居委会)$/.exec(name)?.[1];
  if (community !== undefined) return `${community}社区`;
  const village = /^(.+?)(村民委员会|村委会)$/.exec(name)?.[1];
  if (village !== undefined) return village.endsWith('村') ? village : `${village}村`;
  return name;
}

/** A county may be written with its province before the city: people leave that away. */
function withoutProvince(name: string, cityShort: string): string {
  const start = name.indexOf(cityShort);
  return start > 0 ? name.slice(start) : name;
}

/** The station of a division: 湖滨街道 gives 湖滨街道新时代文明实践所. `cityShort` is 三门峡 for 三门峡市. */
export function stationName(division: Pick<Division, 'name' | 'level'>, cityShort: string): string {
  const place =
    division.level === 'village' ? placeName(division.name) : withoutProvince(division.name, cityShort);
  return place + suffixOf[tierOf[division.level]];
}

/** A number from a text, evenly spread: example data must differ from row to row, and never from run to run. */
function spread(text: string): number {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Some of the choices, at least one, in their order. `oneIn` 2 takes about half of them. */
function some(choices: Settings['offers'], seed: string, oneIn: number): string[] {
  const taken = choices.filter(({ id }) => spread(seed + id) % oneIn === 0);
  const fallback = choices[spread(seed) % choices.length];
  return (taken.length > 0 || fallback === undefined ? taken : [fallback]).map(({ id }) => id);
}

const OFFICE_DAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** 中心 keep office hours all week, 所 on working days, 站 as the people there can. */
function exampleHours(tier: Tier, code: string): StationRow['openingHours'] {
  const morning = { open: '08:30', close: '12:00' };
  const afternoon = { open: '14:30', close: '18:00' };
  if (tier === 'centre') return [morning, afternoon].map((span) => ({ weekdays: EVERY_DAY, ...span }));
  if (tier === 'institute') return [morning, afternoon].map((span) => ({ weekdays: OFFICE_DAYS, ...span }));
  const spans = [
    { weekdays: EVERY_DAY, open: '08:00', close: '18:00' },
    { weekdays: EVERY_DAY, open: '09:00', close: '17:30' },
    { weekdays: [...OFFICE_DAYS, 6], open: '08:30', close: '17:30' },
  ];
  return spans.slice(spread(code) % spans.length).slice(0, 1);
}

/** Subscribers' numbers never begin with 0, so nobody's telephone rings. */
const examplePhone = (areaCode: string, code: string): string =>
  `${areaCode}-0${String(spread(code) % 1_000_000).padStart(6, '0')}`;

/** Where the division is, from the city down. What repeats the place above it (灵宝市园艺场) says it once. */
function address(division: Division, byCode: ReadonlyMap<string, Division>, cityShort: string): string {
  const above = division.parentCode === null ? undefined : byCode.get(division.parentCode);
  const own =
    division.level === 'village' ? placeName(division.name) : withoutProvince(division.name, cityShort);
  if (above === undefined) return own;
  const before = address(above, byCode, cityShort);
  return before + (own.startsWith(above.name) ? own.slice(above.name.length) : own);
}

/**
 * Rows for `stations.import`, those above before those below. Address, telephone, hours, facilities and
 * offers are examples, made from the code: facilities and offers among the city's own, telephone numbers
 * with its area code.
 */
export function stationRows(
  divisions: readonly Division[],
  settings: Settings,
  areaCode: string,
): StationRow[] {
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const { short } = settings.city;
  const ordered = levels.flatMap((level) => divisions.filter((division) => division.level === level));
  return ordered.map((division) => {
    const { code, parentCode, longitude, latitude } = division;
    const tier = tierOf[division.level];
    return {
      code,
      parentCode,
      tier,
      name: stationName(division, short),
      place: { longitude, latitude },
      approximate: true,
      address: `（示例）${address(division, byCode, short)}`,
      phone: examplePhone(areaCode, code),
      openingHours: exampleHours(tier, code),
      facilities:
        tier === 'station' ? some(settings.facilities, code, 2) : settings.facilities.map(({ id }) => id),
      offers: some(settings.offers, code, tier === 'station' ? 4 : 2),
    };
  });
}

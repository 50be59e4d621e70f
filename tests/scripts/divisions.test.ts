import { readRows } from '#domain/stations/import';
import { parseDivisions, stationName, stationRows } from '../../scripts/divisions';
import { sanmenxia } from '../../scripts/cities/sanmenxia';
import { loadStationRows } from '../../scripts/import-stations';

describe('stationName', () => {
  test.each([
    ['市场社区居民委员会', '市场社区'],
    ['滨河社区居委会', '滨河社区'],
    ['同德居民委员会', '同德社区'],
    ['中区居委会', '中区社区'],
    ['梅苑新村居民委员会', '梅苑新村社区'],
    ['柳林村委会', '柳林村'],
    ['温塘村村委会', '温塘村'],
    ['陈村村委会', '陈村'],
    ['后川村村民委员会', '后川村'],
    ['蔡家沟村民委员会', '蔡家沟村'],
    ['山前村', '山前村'],
    ['渑池南部副中心类似居委会', '渑池南部副中心'],
    ['城东产业园类似居委会社区', '城东产业园'],
    ['园艺场虚拟生活区', '园艺场生活区'],
  ])('the 站 of %s is that of %s', (name, place) => {
    expect(stationName({ name, level: 'village' }, '三门峡')).toBe(`${place}新时代文明实践站`);
  });

  test.each([
    ['三门峡市', 'city', '三门峡市新时代文明实践中心'],
    ['湖滨区', 'county', '湖滨区新时代文明实践中心'],
    ['河南三门峡经济开发区', 'county', '三门峡经济开发区新时代文明实践中心'],
    ['湖滨街道', 'township', '湖滨街道新时代文明实践所'],
    ['西张村镇', 'township', '西张村镇新时代文明实践所'],
    ['灵宝市园艺场', 'township', '灵宝市园艺场新时代文明实践所'],
  ] as const)('%s (%s) is %s', (name, level, expected) => {
    expect(stationName({ name, level }, '三门峡')).toBe(expected);
  });
});

describe('parseDivisions', () => {
  const header = 'code,name,level,parent_code,lng,lat';

  test('reads a file as spreadsheets save it', () => {
    expect(parseDivisions(`\uFEFF${header}\r\n41,某市,city,,111.5,34.5\r\n`)).toEqual([
      { code: '41', name: '某市', level: 'city', parentCode: null, longitude: 111.5, latitude: 34.5 },
    ]);
  });

  test.each([
    ['another header', 'code,name\n41,某市'],
    ['an unknown level', `${header}\n41,某市,prefecture,,111.5,34.5`],
    ['no name', `${header}\n41,,city,,111.5,34.5`],
    ['no latitude', `${header}\n41,某市,city,,111.5,`],
    ['a longitude that is no number', `${header}\n41,某市,city,,east,34.5`],
  ])('refuses %s', (_, csv) => {
    expect(() => parseDivisions(csv)).toThrow();
  });
});

describe('the rows of the first city', () => {
  const rows = loadStationRows('sanmenxia');

  test('hold the whole network, and the importer takes every one', () => {
    const count = (tier: string) => rows.filter((row) => row.tier === tier).length;
    expect([count('centre'), count('institute'), count('station')]).toEqual([8, 81, 1381]);
    const { stations, faults } = readRows(rows, [], sanmenxia.city.id);
    expect(faults).toEqual([]);
    expect(stations).toHaveLength(rows.length);
  });

  test('call every station by what people call the place', () => {
    const unusual = rows.filter(
      (row) => row.tier === 'station' && !/(村|社区)新时代文明实践站$/.test(row.name),
    );
    expect(unusual.map((row) => row.name.replace(/新时代文明实践站$/, ''))).toEqual([
      '渑池南部副中心',
      '城东产业园',
      '园艺场生活区',
    ]);
    expect(rows.filter((row) => /委员会|委会|类似|虚拟|村村|社区社区/.test(row.name))).toEqual([]);
  });

  test('give no two stations under one parent the same name', () => {
    const names = rows.map((row) => `${String(row.parentCode)} ${row.name}`);
    expect(new Set(names).size).toBe(rows.length);
  });

  test('put what stands above before what stands below, so that they can be sent in parts', () => {
    const position = new Map(rows.map((row, index) => [row.code, index]));
    const early = rows.filter(
      (row, index) => row.parentCode !== null && (position.get(row.parentCode) ?? Infinity) > index,
    );
    expect(early).toEqual([]);
  });

  test('say of themselves that they are examples, and ring nobody', () => {
    const claims = rows.filter(
      (row) => !row.approximate || !row.address.startsWith('（示例）') || !/^0398-0\d{6}$/.test(row.phone),
    );
    expect(claims).toEqual([]);
    expect(rows.find((row) => row.name.startsWith('灵宝市园艺场'))?.address).toBe(
      '（示例）三门峡市灵宝市园艺场',
    );
  });

  test('name only what the city offers, and something everywhere', () => {
    const known = new Set(sanmenxia.offers.map(({ id }) => id));
    expect(rows.filter((row) => row.offers.length === 0 || row.facilities.length === 0)).toEqual([]);
    expect(rows.flatMap((row) => row.offers).filter((offer) => !known.has(offer))).toEqual([]);
  });

  test('are the same every time', () => {
    expect(loadStationRows('sanmenxia')).toEqual(rows);
  });
});

test('rows of one city carry nothing of another', () => {
  const settings = { ...sanmenxia, city: { ...sanmenxia.city, id: '9', short: '某地' } };
  const rows = stationRows(
    [{ code: '9', name: '某地市', level: 'city', parentCode: null, longitude: 0, latitude: 0 }],
    settings,
    '010',
  );
  expect(JSON.stringify(rows)).not.toMatch(/三门峡|0398/);
});

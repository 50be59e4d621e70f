import type { Settings } from '#domain/settings';
import type { StationRow } from '#domain/stations/import';
import { startTestEmulator, type TestOptions } from './emulator';
import { volunteer } from './people';
import { usualSettings } from './usual-settings';
import { existing } from './teams';
import { MORNING, World } from './world';

const choice = (id: string) => ({ id, name: id });

/** The rules of the tests of the domain, in a city of which nothing but ids matters. */
export const settings: Settings = {
  ...usualSettings,
  city: { id: 'root', name: '测试市', short: '测试', centre: { longitude: 111.19, latitude: 34.78 } },
  teamCategories: [choice('health')],
  activityCategories: [choice('care')],
  facilities: [choice('hall')],
  offers: [choice('haircut')],
  skills: [choice('firstAid'), choice('driving')],
  shopCategories: [choice('food')],
  signups: { ...usualSettings.signups, waitingLimit: 300 },
};

export function station(
  code: string,
  parentCode: string | null,
  tier: StationRow['tier'],
  east = 0,
): StationRow {
  return {
    code,
    parentCode,
    tier,
    name: `${code}文明实践站`,
    approximate: true,
    address: '和平路',
    phone: '0398-2222222',
    place: { longitude: 111.19 + east, latitude: 34.78 },
    openingHours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], open: '08:30', close: '17:30' }],
    facilities: ['hall'],
    offers: ['haircut'],
  };
}

/** A small city at MORNING: an officer, three stations, one team with its leader. */
export async function startWorld(options: TestOptions = {}, own: Partial<Settings> = {}): Promise<World> {
  const world = new World(await startTestEmulator(options));
  await world.at(MORNING);
  const officer = { openid: 'officer', name: '文明办' };
  await world.did(null, 'city.found', { settings: { ...settings, ...own }, officer });
  const rows = [
    station('root', null, 'centre'),
    station('county', 'root', 'centre', 0.01),
    station('s1', 'county', 'institute', 0.02),
  ];
  await world.did('officer', 'stations.import', { rows });
  await volunteer(world, 'leader', { name: '王队长', phone: '13900000000' });
  const team = await existing(world, 'leader', { name: '暖心理发队' });
  world.leaderTeam = (await world.did('officer', 'teams.register', team)).teamId;
  return world;
}

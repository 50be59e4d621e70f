import { DAY, dayOf } from '#domain/time';
import { sanmenxia } from '../cities/sanmenxia';
import { loadStationRows } from '../import-stations';
import { seedActivities } from './activities';
import { seedBenefits } from './benefits';
import { seedCallups } from './callups';
import { seedCertificates } from './certificates';
import { planCity } from './city';
import { Client, forAll } from '../client';
import { Script } from './happenings';
import { hoursHappenings, seedHours } from './hours';
import { seedMembers } from './members';
import type { Person } from './people';
import { seedPaper, seedRegistrations } from './registration';
import { seedRequests } from './requests';
import { seedSignups } from './signups';
import { teams, wordsFor } from './teams';
import { live } from './timeline';

const OFFICER = { openid: 'o-officer', name: '郑主任' };
const ROWS_A_CALL = 500;
/** How much of the work is done when each of these is there. */
const SHARES = { stations: 0.04, people: 0.18, month: 0.93 };
/** The city is founded before anything happens in it. */
const FOUNDED = -26;

/**
 * Fills an empty city with a month of life around today, through the actions that people use: nothing is
 * written into the store. The same each time, but for the date.
 */
export async function seed(
  url: string,
  log: (line: string) => void,
  progress: (share: number) => void,
): Promise<void> {
  const client = new Client(url);
  const began = await client.readClock();
  const rows = loadStationRows('sanmenxia');
  const { calendar, people, month, chance } = planCity(began, rows, sanmenxia);

  await client.setClock(calendar.at(FOUNDED, 9));
  await client.call(null, 'city.found', { settings: { ...sanmenxia }, officer: OFFICER });
  await importStations(client, rows);
  log(`${String(rows.length)} 个站点`);
  progress(SHARES.stations);
  await join(client, people);
  await seedRegistrations(client, people);
  const teamIds = await registerTeams(client);
  const teamId = idOf(teamIds, '市区义诊服务队');
  await seedPaper(client, people, teamId);
  log(`${String(people.length)} 个人，${String(teamIds.size)} 支队伍`);

  progress(SHARES.people);

  const phones = new Map(people.map((p) => [p.openid, p.phone]));
  const script = new Script(client, calendar, chance, teamIds, phones);
  const happenings = [
    ...month.flatMap((activity) => script.of(activity)),
    ...hoursHappenings(client, calendar, teamIds),
  ];
  const { people: before, month: after } = SHARES;
  await live(client, happenings, began, log, (share) => progress(before + share * (after - before)));
  await client.putClockBack();
  await seedActivities(client, calendar, teamId);
  await seedBenefits(client);
  await seedRequests(client, teamId);
  await seedCertificates(client);
  await seedMembers(client, teamId);
  await seedSignups(client, calendar, teamId);
  await seedHours(client, calendar);
  await seedCallups(client, teamId);
  await countUp(client, began);
  const seconds = Math.round((client.now() - began) / 1000);
  log(`${String(month.length)} 场活动，${String(client.calls)} 次调用，用时 ${String(seconds)} 秒`);
}

/** In order: a parent comes before what stands under it. */
async function importStations(client: Client, rows: readonly unknown[]): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_A_CALL) {
    const batch = rows.slice(i, i + ROWS_A_CALL);
    const { faults } = await client.call(
      OFFICER.openid,
      'stations.import',
      { rows: batch },
      `seed-import-${String(i)}`,
    );
    if (faults.length > 0) throw new Error(`rows from ${String(i)}: ${JSON.stringify(faults.slice(0, 5))}`);
  }
}

async function join(client: Client, people: readonly Person[]): Promise<void> {
  await forAll(people, async ({ openid, name, phone }) => {
    await client.call(openid, 'session.open', {}, 'seed-session');
    await client.call(openid, 'account.introduce', { name, phone }, 'seed-introduce');
  });
}

async function registerTeams(client: Client): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  await forAll([...teams.entries()], async ([position, team]) => {
    const { name, category, stationId, leader } = team;
    const { name: leaderName, volunteer } = await client.call(leader, 'account.view', {});
    const home = { name, category, stationId, ...wordsFor(team, position) };
    const input = { ...home, leaderName, leaderNumber: volunteer?.number ?? '' };
    const { teamId } = await client.call(OFFICER.openid, 'teams.register', input, `seed-team-${leader}`);
    ids.set(name, teamId);
  });
  return ids;
}

function idOf(teamIds: ReadonlyMap<string, string>, name: string): string {
  const teamId = teamIds.get(name);
  if (teamId === undefined) throw new Error(`no team ${name}`);
  return teamId;
}

/** Hours confirmed on a later day belong to the day they were given: the figures are made anew. */
async function countUp(client: Client, now: number): Promise<void> {
  const days = Array.from({ length: 1 - FOUNDED }, (_, i) => dayOf(now + (FOUNDED + i) * DAY));
  await forAll(days, async (day) => void (await client.call(null, 'city.rollup', { day })));
}

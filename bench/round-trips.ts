import { isActionName, type ActionName } from '#domain/contract';
import { accountIdOf } from '#domain/ids';
import { roundTripsOf } from '../cloudfunctions/budget';
import { startWorld } from '../harness/small-city';
import { atMost, exactly, type Figure } from './figure';

/** Every step of a volunteer's day, and what it costs in round trips. */
export async function roundTrips(): Promise<Figure[]> {
  const world = await startWorld();
  await world.person('volunteer');
  const place = { longitude: 111.21, latitude: 34.78 };
  const { activityId, slotId, start, end } = await world.post();
  await world.did('volunteer', 'stations.nearby', { place });
  await world.did('volunteer', 'home.view', { place });
  await world.did('volunteer', 'activities.view', { activityId });
  const { signupId } = await world.did('volunteer', 'signups.take', { slotId, wait: false });
  await world.did('volunteer', 'signups.cancel', { signupId });
  await world.did('volunteer', 'signups.take', { slotId, wait: false });
  await world.at(start);
  await world.did('volunteer', 'attendance.checkIn', { code: await world.screenCode(slotId) });
  const personId = accountIdOf('volunteer');
  const named = { slotId, personId, move: 'out' as const, reason: '忘了扫码' };
  const { undo } = await world.did('leader', 'attendance.record', named);
  await world.did('leader', 'attendance.undo', { slotId, personId, marks: [...undo] });
  await world.at(end);
  await world.did('volunteer', 'attendance.checkOut', { code: await world.screenCode(slotId) });
  const { lines } = await world.did('leader', 'hours.proposals', { slotId });
  const confirmed = lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
  await world.did('leader', 'hours.confirm', { slotId, lines: confirmed });
  const lineId = lines[0]?.attendanceId ?? '';
  await world.did('volunteer', 'hours.contest', { about: { kind: 'line', lineId }, words: '我提前到的' });
  const what = { kind: 'CORRECTION' as const, lineId, minutes: -10 };
  const { caseId } = await world.did('leader', 'hours.file', { what, reason: '早走十分钟' });
  await world.did('officer', 'hours.decide', { caseId, verdict: 'approve' });
  await world.did('volunteer', 'hours.list', {});
  await world.did('volunteer', 'me.view', {});
  const { actions, unindexedQueries } = world.emulator.metrics();
  await world.close();
  const trips = Object.entries(actions).filter(([action]) => isActionName(action));
  return [
    ...trips.map(
      ([
        action,
        {
          roundTrips: { max },
        },
      ]) => atMost(`${action}: round trips`, max, roundTripsOf(action as ActionName)),
    ),
    exactly('queries without an index', unindexedQueries.length, 0),
  ];
}

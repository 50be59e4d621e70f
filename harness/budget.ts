import type { ActionName } from '#domain/contract';
import { roundTripsOf } from '../cloudfunctions/budget';
import type { MetricsReport } from '../emulator/metrics';

const systems = /^(jobs|city|timer|unknown)\b/;

/** Actions that took more than they may, with the most that they took. */
export function overBudget({ actions }: MetricsReport): string[] {
  return Object.entries(actions)
    .filter(([action]) => !systems.test(action))
    .filter(([action, { roundTrips }]) => roundTrips.max > roundTripsOf(action as ActionName))
    .map(([action, { roundTrips }]) => `${action}: ${roundTrips.max}`);
}

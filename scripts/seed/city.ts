import type { Settings } from '#domain/settings';
import type { StationRow } from '#domain/stations/import';
import type { Instant } from '#domain/time';
import { Calendar } from './calendar';
import { ownActivities } from './own';
import { peopleOf, type Person } from './people';
import { Planner, type PlannedActivity } from './plan';
import { Chance } from './random';

const ACTIVITIES_A_SESSION = 2;

export interface City {
  readonly calendar: Calendar;
  readonly people: readonly Person[];
  readonly month: readonly PlannedActivity[];
  /** What is left of chance, for what follows from the plan. */
  readonly chance: Chance;
}

/** Who lives in the city and what happens in the month around `now`: the same for the same instant. */
export function planCity(now: Instant, rows: readonly StationRow[], settings: Settings): City {
  const chance = new Chance(Number(settings.city.id));
  const calendar = new Calendar(now, chance);
  const people = peopleOf(chance);
  const { centre } = settings.city;
  const planner = new Planner(chance, people, rows, centre);
  const own = ownActivities(planner, calendar, centre);
  const sessions = [...calendar.past, ...calendar.today, ...calendar.ahead];
  const others = sessions.flatMap((s) => planner.session(s, ACTIVITIES_A_SESSION));
  return { calendar, people, month: [...own, ...others], chance };
}

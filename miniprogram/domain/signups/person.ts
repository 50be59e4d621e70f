import type { ActivityState } from '../activities/lifecycle';
import type { SlotKind } from '../activities/schemas';
import type { Refusal } from '../errors';
import type { Settings } from '../settings';
import { DAY, dayOf, MINUTE, overlaps, type Instant, type Interval } from '../time';

/** What is asked of the person who is to come, and what they are told before they decide. */

/** One of a person's sign-ups. */
export interface PersonSignup extends Interval {
  readonly slotId: string;
  readonly kind: SlotKind;
  readonly state: 'confirmed' | 'waiting' | 'cancelled';
  readonly activityState: ActivityState;
}

export interface Person {
  readonly mine: readonly PersonSignup[];
  /** 'YYYY-MM-DD'; null when not registered as a volunteer. */
  readonly birthDate: string | null;
  readonly skills: readonly string[];
  /** When shifts began that this person did not come to. */
  readonly noShows: readonly Instant[];
}

/** A slot as far as it asks something of a person. */
export interface SlotRequirements extends Interval {
  readonly id: string;
  readonly kind: SlotKind;
  /** In years; 0 asks for none. */
  readonly minimumAge: number;
  readonly skills: readonly string[];
  /** Nobody comes who has none of them; otherwise they are only welcome. */
  readonly skillsNeeded: boolean;
}

export const warnings = ['OVERLAPS', 'REST_TOO_SHORT', 'SKILLS_WANTED'] as const;
export type WarningCode = (typeof warnings)[number];

/** Told, and accepted by whoever still wants to come. */
export interface Warning {
  readonly code: WarningCode;
  /** Which of the person's other slots it is about. */
  readonly withSlotId?: string;
}

/** Where it is about another slot of the person, it says which. */
export interface SignupRefusal extends Refusal {
  readonly withSlotId?: string;
}

/** A warning refuses until it has been accepted. */
export function warningRefusal(
  told: readonly Warning[],
  despite: readonly WarningCode[],
): SignupRefusal | null {
  const next = told.find(({ code }) => !despite.includes(code));
  return next ? { ...next, details: { warning: true } } : null;
}

/** Whole years on a day, both 'YYYY-MM-DD'. Whoever is born on 29 February is a year older on 1 March. */
export function ageOn(day: string, birthDate: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** What its leader has cancelled keeps nobody from something else. */
export const liveOf = (mine: readonly PersonSignup[]): PersonSignup[] =>
  mine.filter((m) => m.state !== 'cancelled' && m.activityState !== 'cancelled');

/** What a shift in this slot would clash with: at the same time, or without the rest that people need. */
function clashesOf(slot: SlotRequirements, mine: readonly PersonSignup[], rules: Settings['signups']) {
  const others = liveOf(mine).filter((m) => m.slotId !== slot.id);
  const rest = rules.restMinutes * MINUTE;
  const near = (m: PersonSignup) => m.start < slot.end + rest && slot.start < m.end + rest;
  const shifts = (m: PersonSignup) => slot.kind === 'shift' && m.kind === 'shift';
  return [
    { code: 'OVERLAPS', how: rules.overlap, other: others.find((m) => overlaps(m, slot)) },
    {
      code: 'REST_TOO_SHORT',
      how: rules.rest,
      other: others.find((m) => shifts(m) && near(m) && !overlaps(m, slot)),
    },
  ] as const;
}

/** What became of a sign-up once its slot is over, as far as it is known by then. */
export interface Outcome {
  readonly state: 'confirmed' | 'waiting' | 'cancelled';
  /** Nothing says that they came. */
  readonly stayedAway: boolean;
  /** The leader says that they did not. */
  readonly absent: boolean;
}

/** Held a place and did not come. Where nobody at all was checked in, only the leader's word says so. */
export const isNoShow = ({ state, stayedAway, absent }: Outcome, deskUsed: boolean): boolean =>
  state === 'confirmed' && stayedAway && (deskUsed || absent);

/**
 * After too many no-shows a person holds one shift at a time, until so long after the last of them; null
 * for everybody else. Nothing is taken away and nobody is told but the person.
 */
export function coolingUntil(
  noShows: readonly Instant[],
  { count, withinDays, coolingDays }: Settings['signups']['noShows'],
  now: Instant,
): Instant | null {
  const recent = noShows.filter((at) => at > now - withinDays * DAY);
  if (recent.length < count) return null;
  const until = Math.max(...recent) + coolingDays * DAY;
  return now < until ? until : null;
}

/** Why this person cannot come to this slot; null when they can. */
export function personRefusal(
  slot: SlotRequirements,
  person: Person,
  settings: Settings,
  now: Instant,
): SignupRefusal | null {
  if (slot.kind === 'shift') {
    const unfit = ageRefusal(slot, person.birthDate) ?? skillRefusal(slot, person);
    if (unfit) return unfit;
    const until = coolingUntil(person.noShows, settings.signups.noShows, now);
    const others = liveOf(person.mine).filter((m) => m.kind === 'shift' && m.slotId !== slot.id);
    if (until !== null && others.length > 0) return { code: 'COOLING_OFF', details: { at: until } };
  }
  for (const { code, how, other } of clashesOf(slot, person.mine, settings.signups)) {
    if (how === 'refuse' && other) return { code, details: {}, withSlotId: other.slotId };
  }
  return null;
}

function ageRefusal({ minimumAge, start }: SlotRequirements, birthDate: string | null): SignupRefusal | null {
  if (minimumAge === 0) return null;
  const details = { min: minimumAge };
  if (birthDate === null) return { code: 'REGISTRATION_NEEDED', details };
  return ageOn(dayOf(start), birthDate) < minimumAge ? { code: 'TOO_YOUNG', details } : null;
}

/** What one can do one says oneself, on registering or later: saying so opens the shift. */
function skillRefusal(slot: SlotRequirements, person: Person): SignupRefusal | null {
  if (!slot.skillsNeeded || !lacksSkills(slot, person)) return null;
  return { code: person.birthDate === null ? 'REGISTRATION_NEEDED' : 'SKILLS_NEEDED', details: {} };
}

/** Of several skills one is enough. */
const lacksSkills = ({ kind, skills }: SlotRequirements, person: Person): boolean =>
  kind === 'shift' && skills.length > 0 && !skills.some((skill) => person.skills.includes(skill));

/** What this person is told before they decide to come to this slot. */
export function warningsFor(slot: SlotRequirements, person: Person, settings: Settings): Warning[] {
  const told = clashesOf(slot, person.mine, settings.signups).flatMap(({ code, how, other }) =>
    how === 'warn' && other ? [{ code, withSlotId: other.slotId }] : [],
  );
  const welcome = !slot.skillsNeeded && lacksSkills(slot, person);
  return welcome ? [...told, { code: 'SKILLS_WANTED' }] : told;
}

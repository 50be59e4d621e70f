import type { Refusal } from '../errors';
import type { Settings } from '../settings';
import type { Instant, Interval } from '../time';

/** approve, refuse: what was filed · explain: a question, in words. */
export const verdicts = ['approve', 'refuse', 'explain'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Hours that one person's word is not enough for. OVER_DAY: more in a day than a leader may confirm ·
 * MAKE_UP: given but not recorded · CORRECTION: a line that is wrong · CONTEST: a volunteer asks about
 * a line, or about one that is missing.
 */
export const caseKinds = ['OVER_DAY', 'MAKE_UP', 'CORRECTION', 'CONTEST'] as const;
export type CaseKind = (typeof caseKinds)[number];

/**
 * open: waits for somebody · approved, refused: decided · answered: explained to who asked · settling:
 * what was filed on it waits for a second person · settled: that was approved.
 */
export const caseStates = ['open', 'approved', 'refused', 'answered', 'settling', 'settled'] as const;
export type CaseState = (typeof caseStates)[number];

/** Who may decide: team: its leaders, or staff above it · staff: of its areas · centre · city. */
export const levels = ['team', 'staff', 'centre', 'city'] as const;
export type Level = (typeof levels)[number];

/** Above so many minutes in a day the centre must agree, above more the city. */
export function levelOfDay(minutesOfDay: number, rules: Settings['hours']): Level {
  if (minutesOfDay > rules.cityLimitMinutes) return 'city';
  return minutesOfDay > rules.dailyLimitMinutes ? 'centre' : 'team';
}

export const higher = (a: Level, b: Level): Level => (levels.indexOf(a) > levels.indexOf(b) ? a : b);

/** Where a case belongs: its team and the stations above it. */
export interface Reach {
  readonly teamId: string;
  /** The team's home station and all above it. */
  readonly areas: readonly string[];
  /** Those of them that are a 中心. */
  readonly centres: readonly string[];
  readonly cityId: string;
}

export interface Case extends Reach {
  readonly kind: CaseKind;
  readonly state: CaseState;
  readonly level: Level;
  /** How often it has risen because nobody saw to it. */
  readonly risen: number;
  /** A contest taken further, which is done once. */
  readonly further: boolean;
  /** Whose hours these are. */
  readonly accountId: string;
  readonly filedBy: string;
}

/** Who acts, by the offices that count here. */
export interface Actor {
  readonly accountId: string | null;
  readonly leads: readonly string[];
  readonly duties: readonly string[];
}

/** Does the office of this person reach a case of this level? */
export function reaches(level: Level, at: Reach, actor: Actor): boolean {
  const serves = (areas: readonly string[]) => areas.some((area) => actor.duties.includes(area));
  switch (level) {
    case 'team':
      return actor.leads.includes(at.teamId) || serves(at.areas);
    case 'staff':
      return serves(at.areas);
    case 'centre':
      return serves(at.centres);
    case 'city':
      return serves([at.cityId]);
  }
}

/**
 * A second person decides: never who filed it, never whose hours they are, and none of the `others` who
 * stand too near: whoever keeps that person, whoever answered the question before.
 */
export function deciderRefusal(c: Case, actor: Actor, others: readonly string[] = []): Refusal | null {
  if (!reaches(c.level, c, actor)) return { code: 'NOT_ALLOWED' };
  const tooNear = [c.filedBy, c.accountId, ...others];
  return actor.accountId !== null && tooNear.includes(actor.accountId) ? { code: 'SAME_PERSON' } : null;
}

export type Move =
  | 'approve'
  | 'refuse'
  /** Answers a contest in words. */
  | 'explain'
  /** Files a correction or make-up that settles a contest, if a second person approves. */
  | 'file'
  | 'fileApproved'
  | 'fileRefused'
  /** Its volunteer does not accept the answer. */
  | 'further'
  /** Nobody has seen to it in time. */
  | 'rise';

type Moves = Readonly<Partial<Record<Move, CaseState>>>;

const decided: Readonly<Record<CaseState, Moves>> = {
  open: { approve: 'approved', refuse: 'refused', rise: 'open' },
  approved: {},
  refused: {},
  answered: {},
  settling: {},
  settled: {},
};

const contested: Readonly<Record<CaseState, Moves>> = {
  open: { explain: 'answered', file: 'settling', rise: 'open' },
  answered: { further: 'open' },
  settling: { fileApproved: 'settled', fileRefused: 'answered' },
  approved: {},
  refused: {},
  settled: {},
};

export type Moved = Pick<Case, 'state' | 'level' | 'risen' | 'further'>;

/** The one table of what can become of a case; null when this move is not to be made of it. */
export function moved(c: Case, move: Move): Moved | null {
  const state = (c.kind === 'CONTEST' ? contested : decided)[c.state][move];
  if (state === undefined) return null;
  const { level, risen, further } = c;
  if (move === 'rise') return canRise(c) ? { state, level, risen: risen + 1, further } : null;
  if (move !== 'further') return { state, level, risen, further };
  return further ? null : { state, level: 'staff', risen: 0, further: true };
}

/** Offices on whose lists an open case stands: the nearest first, the city when they have not seen to it. */
export function openFor(c: Case): string[] {
  if (c.state !== 'open') return [];
  const [team, near] = offices(c);
  // The volunteer's question is the leader's to answer before it is anybody else's.
  const waits = c.kind === 'CONTEST' && c.level === 'team' ? c.risen : c.risen + 1;
  return [
    ...team,
    ...(waits >= 1 ? near : []),
    ...(waits >= 2 && !near.includes(c.cityId) ? [c.cityId] : []),
  ];
}

export const canRise = (c: Case): boolean => c.state === 'open' && !openFor(c).includes(c.cityId);

function offices(c: Case): [team: string[], near: string[]] {
  const below = (areas: readonly string[]) => {
    const under = areas.filter((area) => area !== c.cityId);
    return under.length > 0 ? under : [c.cityId];
  };
  switch (c.level) {
    case 'team':
      return [[c.teamId], below(c.areas)];
    case 'staff':
      return [[], below(c.areas)];
    case 'centre':
      return [[], below(c.centres)];
    case 'city':
      return [[], [c.cityId]];
  }
}

export interface MakeUp {
  readonly shift: Interval;
  readonly minutes: number;
  /** Minutes of the shift that nothing else stands for. */
  readonly most: number;
  /** In the team, or signed up for the shift. */
  readonly belongs: boolean;
  /** There are hours of this shift already, or a presence that the leader can confirm. */
  readonly recorded: boolean;
  /** A case of theirs waits for this shift. */
  readonly filed: boolean;
}

export function makeUpRefusal(asked: MakeUp, now: Instant): Refusal | null {
  if (now < asked.shift.end) return { code: 'NOT_FINISHED', details: { at: asked.shift.end } };
  if (asked.recorded) return { code: 'ALREADY_RECORDED' };
  if (!asked.belongs) return { code: 'NOT_A_MEMBER' };
  if (asked.minutes > asked.most) return { code: 'ABOVE_SHIFT', details: { max: asked.most } };
  return asked.filed ? { code: 'ALREADY_FILED' } : null;
}

/** A line and its corrections together stay between nothing and what the shift has room for. */
export function correctionRefusal(asked: { minutes: number; net: number; most: number }): Refusal | null {
  const after = asked.net + asked.minutes;
  if (after < 0) return { code: 'BELOW_ZERO', details: { max: asked.net } };
  const above = asked.minutes > 0 && after > asked.most;
  return above ? { code: 'ABOVE_SHIFT', details: { max: asked.most } } : null;
}

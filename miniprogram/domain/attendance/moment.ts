import type { ErrorCode } from '../errors';
import type { Settings } from '../settings';
import { HOUR, MINUTE, SECOND, type Instant } from '../time';
import { shownAt, STEP, stepOf } from './code';
import type { Flag } from './rules';

/**
 * When a scan was made. A phone tells with everything it noted when it noted it and when it sends, both by its own
 * clock, and the cloud alone judges whether that is at once. Between the two lies what a question on the page, a
 * queue or a lost call took: that much is right however wrong the clock is, so the time is that of the scan. What
 * comes later has to be proven: by the step of a turning code, else by the phone's clock and how far it is off.
 */
export interface Claim {
  /** When it was noted, by the phone's clock; null when the phone tells no time: then it was noted as it came. */
  readonly takenAt: Instant | null;
  /** What the phone's clock says as it sends: another one each time it is sent again. */
  readonly sentAt: Instant | null;
}

/** Of the input of whatever is noted. */
export const claimOf = (input: { takenAt?: Instant | undefined; sentAt?: Instant | undefined }): Claim => ({
  takenAt: input.takenAt ?? null,
  sentAt: input.sentAt ?? null,
});

export type Moment =
  | {
      readonly ok: true;
      readonly at: Instant;
      /** Told after the fact, and flagged so. */
      readonly late: boolean;
      readonly flags: readonly Flag[];
    }
  | { readonly ok: false; readonly code: ErrorCode };

/** A clock that is off by less than this is as good as right; no call is on its way for longer. */
const CLOCK_TOLERANCE = MINUTE;
/** Noted and sent within so long is told at once: a question on the page and a second try lie between. */
const AT_ONCE = 30 * SECOND;
/** Steps between the code and the cloud's clock within which it is on the screen. */
const STEPS_SHOWN = 1;
/** Steps between the code and the phone's clock that network and hand may explain. */
const STEPS_APART = 2;

/** `step`: of the code that was scanned; null for a printed one and for a name, which prove no time. */
export function momentOf(
  step: number | null,
  claim: Claim,
  settings: Settings['attendance'],
  now: Instant,
): Moment {
  const age = ageOf(claim);
  const atOnce = age >= 0 && age <= AT_ONCE;
  if (step === null) {
    return atOnce ? seenNow(now - age) : seenEarlier(byClock(claim, now), settings, now);
  }
  if (step > stepOf(now) + STEPS_SHOWN) return { ok: false, code: 'CODE_EXPIRED' };
  // A code of now proves more than any clock.
  if (step >= stepOf(now) - STEPS_SHOWN) return seenNow(Math.min(within(now - age, step), now));
  if (atOnce && !wasSlow(step, claim, now)) return { ok: false, code: 'CODE_EXPIRED' };
  return seenEarlier(byCode(step, claim.takenAt ?? now), settings, now);
}

/** How long the phone had it before it sent it. Told with a time but without that of sending, nobody knows. */
function ageOf({ takenAt, sentAt }: Claim): number {
  if (takenAt === null) return 0;
  return sentAt === null ? Infinity : sentAt - takenAt;
}

/** Scanned from the screen by a clock that is right, and sent at once: the code grew old on the way. */
function wasSlow(step: number, { takenAt, sentAt }: Claim, now: Instant): boolean {
  if (takenAt === null || sentAt === null) return false;
  return Math.abs(stepOf(takenAt) - step) <= STEPS_SHOWN && Math.abs(now - sentAt) <= CLOCK_TOLERANCE;
}

const seenNow = (at: Instant): Moment => ({ ok: true, at, late: false, flags: [] });

function seenEarlier({ at, clockWrong }: Judged, settings: Settings['attendance'], now: Instant): Moment {
  if (at < now - settings.offlineHours * HOUR) return { ok: false, code: 'TOO_OLD' };
  return {
    ok: true,
    at: Math.min(at, now),
    late: true,
    flags: clockWrong ? ['OFFLINE', 'CLOCK_WRONG'] : ['OFFLINE'],
  };
}

interface Judged {
  readonly at: Instant;
  readonly clockWrong: boolean;
}

function byCode(step: number, takenAt: Instant): Judged {
  const near = Math.abs(stepOf(takenAt) - step) <= STEPS_APART;
  // The hand is quicker than the clock: within the tolerance the finer time counts.
  return near
    ? { at: within(takenAt, step), clockWrong: false }
    : { at: shownAt({ step }), clockWrong: true };
}

/** Never outside the steps in which the code could be scanned. */
const within = (at: Instant, step: number): Instant =>
  Math.min(Math.max(at, (step - 1) * STEP), (step + 2) * STEP - 1);

/** A clock that is off as it sends was off as it noted: what lies between the two is right. */
function byClock({ takenAt, sentAt }: Claim, now: Instant): Judged {
  const noted = takenAt ?? now;
  const off = sentAt === null ? 0 : now - sentAt;
  if (Math.abs(off) > CLOCK_TOLERANCE) return { at: noted + off, clockWrong: true };
  return { at: noted, clockWrong: noted > now + CLOCK_TOLERANCE };
}

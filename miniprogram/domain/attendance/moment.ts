import type { ErrorCode } from '../errors';
import type { Settings } from '../settings';
import { HOUR, MINUTE, type Instant } from '../time';
import { shownAt, STEP, stepOf } from './code';
import type { Flag } from './rules';

/**
 * When a scan was made. One that reaches the cloud at once was made now, and its code has to be of now. One that
 * was kept on a phone without network tells its time; a turning code proves it by its own step, whatever the
 * phone's clock says.
 */
export interface Claim {
  /** By the phone's clock; null when it is told at once. */
  readonly takenAt: Instant | null;
  /** What the phone's clock says as it sends. */
  readonly sentAt: Instant | null;
}

export type Moment =
  | { readonly ok: true; readonly at: Instant; readonly flags: readonly Flag[] }
  | { readonly ok: false; readonly code: ErrorCode };

/** A clock that is off by less than this is as good as right. */
const CLOCK_TOLERANCE = MINUTE;
/** Steps between the code and the phone's clock that network and hand may explain. */
const STEPS_APART = 2;

/** `step`: of the code that was scanned; null for a printed one and for a name, which prove no time. */
export function momentOf(
  step: number | null,
  claim: Claim,
  settings: Settings['attendance'],
  now: Instant,
): Moment {
  if (step !== null && step > stepOf(now) + 1) return { ok: false, code: 'CODE_EXPIRED' };
  if (claim.takenAt === null) {
    if (step !== null && step < stepOf(now) - 1) return { ok: false, code: 'CODE_EXPIRED' };
    return { ok: true, at: now, flags: [] };
  }
  const { at, clockWrong } = step === null ? byClock(claim, now) : byCode(step, claim.takenAt);
  if (at < now - settings.offlineHours * HOUR) return { ok: false, code: 'TOO_OLD' };
  return {
    ok: true,
    at: Math.min(at, now),
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

import type { ActivityCard } from '../activities/views';
import type { CallWaiting } from '../callups/views';
import type { MonthFigures } from './figures';
import type { MySignup } from '../signups/views';

export interface HomeView {
  /** Call-ups that wait for the caller, the latest first. */
  readonly calls: readonly CallWaiting[];
  /** The caller's most pressing live sign-up. */
  readonly next: MySignup | null;
  /** Soonest first; on today or, when nothing is, in the days to come. */
  readonly nearby: readonly (ActivityCard & { distance: number | null })[];
  readonly month: MonthFigures;
}

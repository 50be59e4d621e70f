export interface Stars {
  readonly stars: number;
  /** Minutes still missing for the next star; null when all are reached. */
  readonly missing: number | null;
  /** From the last star to the next, 0 to 1. */
  readonly progress: number;
  /** Hours of the next star; null when all are reached. */
  readonly nextAt: number | null;
}

/** Stars for hours of service, at the thresholds of the city's settings (default 100/300/600/1000/1500 h). */
export function starsOf(totalMinutes: number, thresholds: readonly number[]): Stars {
  const reached = thresholds.filter((hours) => totalMinutes >= hours * 60).length;
  const next = thresholds[reached];
  if (next === undefined) return { stars: reached, missing: null, progress: 1, nextAt: null };
  const last = (thresholds[reached - 1] ?? 0) * 60;
  const progress = Math.max(0, totalMinutes - last) / (next * 60 - last);
  return { stars: reached, missing: next * 60 - totalMinutes, progress, nextAt: next };
}

import { dayOf, SECOND, type Instant } from '#domain/time';
import { forAll, type Client } from '../client';

/** At one moment things happen in this order; those of one kind happen at once. */
export const order = ['confirm', 'post', 'cancel', 'signUp', 'callOff', 'scan'] as const;

export interface Happening {
  readonly at: Instant;
  readonly kind: (typeof order)[number];
  run(): Promise<void>;
}

/** Moves the clock from moment to moment, up to the last one before `until`, and lets happen what is due. */
export async function live(
  client: Client,
  happenings: readonly Happening[],
  until: Instant,
  log: (line: string) => void,
  progress: (share: number) => void,
): Promise<void> {
  const due = happenings.filter((h) => h.at <= until);
  const moments = [...new Set(due.map((h) => h.at))].sort((a, b) => a - b);
  let said = -Infinity;
  for (const [i, moment] of moments.entries()) {
    const now = due.filter((h) => h.at === moment);
    await client.setClock(moment, !now.every((h) => h.kind === 'scan'));
    for (const kind of order) {
      await forAll(
        now.filter((h) => h.kind === kind),
        (h) => h.run(),
      );
    }
    progress((i + 1) / moments.length);
    if (performance.now() - said < 4 * SECOND) continue;
    said = performance.now();
    log(`正在演到 ${dayOf(moment)}（${String(Math.round((i / moments.length) * 100))}%）`);
  }
}

import type { ScanResult } from '../domain/attendance/views';
import type { AttendanceMode } from '../domain/settings';
import type { Instant } from '../domain/time';
import { recall, remember } from './cache';

/**
 * What this phone knows of its holder's own comings and goings, told or still waiting: so that whoever checked in
 * without network can check out without it.
 */
export interface Visit {
  readonly slotId: string;
  readonly title: string;
  readonly mode: AttendanceMode;
  readonly state: 'present' | 'left';
  readonly in: Instant | null;
  readonly out: Instant | null;
}

const KEY = 'visits';
const KEPT = 20;

const all = (): readonly Visit[] => recall<readonly Visit[]>(KEY)?.value ?? [];

export const visitAt = (slotId: string): Visit | null =>
  all().find((visit) => visit.slotId === slotId) ?? null;

/** As the cloud has answered. */
export function visited({ slotId, title, mode, presence }: ScanResult): void {
  const state = presence.state === 'present' ? 'present' : 'left';
  keep({ slotId, title, mode, state, in: presence.in, out: presence.out });
}

/** Noted on the phone, not yet told. */
export function noted(slotId: string, move: 'in' | 'out', at: Instant, title: string): void {
  const before = visitAt(slotId);
  const known = before ?? { slotId, title, mode: 'inOut' as const, in: null };
  if (move === 'in') keep({ ...known, state: 'present', in: at, out: null });
  else keep({ ...known, state: 'left', out: at });
}

function keep(visit: Visit): void {
  const others = all().filter(({ slotId }) => slotId !== visit.slotId);
  remember(KEY, [visit, ...others].slice(0, KEPT));
}

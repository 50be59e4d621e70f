import type { Settings } from '#domain/settings';

export interface SettingsDocument extends Settings {
  _id: string;
  /** Other for other settings: an instance that keeps those of this version need not load them. */
  version: string;
}

export interface DayFigures {
  activities: number;
  personTimes: number;
  minutes: number;
}

/** One area's month; the whole city is area 'all'. */
export interface StatisticsDocument {
  _id: string;
  area: string;
  month: string;
  days: Record<string, DayFigures>;
}

/** How often something was done in a stretch of time; who did it cannot be read out of it. */
export interface UseDocument {
  _id: string;
  n: number;
  /** When the stretch ends: nobody asks after that. */
  until: Date;
}

export interface AuditDocument {
  _id: string;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  before: unknown;
  after: unknown;
  reason: string;
}

/** How much there is of what grows with a city. */
export interface CitySize {
  readonly stations: number;
  readonly people: number;
  readonly teams: number;
  /** Seven of ten are over; each has one slot. */
  readonly activities: number;
  readonly signups: number;
  /** Of ledgers. Where they are more than the sign-ups of what is over, those of older shifts have none. */
  readonly lines: number;
}

/** For tests: enough to fill every page of every list. */
export const tiny: CitySize = {
  stations: 120,
  people: 300,
  teams: 60,
  activities: 300,
  signups: 600,
  lines: 420,
};

/** As Sanmenxia is. */
export const city: CitySize = {
  stations: 1_480,
  people: 30_000,
  teams: 2_041,
  activities: 50_000,
  signups: 140_000,
  lines: 100_000,
};

/** The largest that there is: sign-ups and slots are 400,000 together. */
export const large: CitySize = {
  stations: 33_000,
  people: 300_000,
  teams: 40_000,
  activities: 100_000,
  signups: 300_000,
  lines: 1_000_000,
};

export const times = (size: CitySize, factor: number): CitySize => ({
  stations: Math.round(size.stations * factor),
  people: Math.round(size.people * factor),
  teams: Math.round(size.teams * factor),
  activities: Math.round(size.activities * factor),
  signups: Math.round(size.signups * factor),
  lines: Math.round(size.lines * factor),
});

export const empty: CitySize = times(tiny, 0);

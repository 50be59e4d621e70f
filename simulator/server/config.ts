import type { Persona } from '../runtime/persona';
import type { WalkStep } from '../runtime/walk';

/** What the simulator is told of the app whose pages it runs. It knows nothing of any app by itself. */
export interface PhoneConfig {
  /** Folder of app.json. */
  readonly root: string;
  /** Whose phones one can hold; two strangers by default. */
  readonly personas?: readonly Persona[];
  /** What the panel proposes to try, step by step; nothing by default. */
  readonly walk?: readonly WalkStep[];
  /** Names for the map, which has no network: name, 0 city – 2 township, longitude, latitude (GCJ-02). */
  readonly places?: readonly (readonly (string | number)[])[];
}

/** Where a person of whom nothing is known stands: the middle of the country. */
export const NOWHERE = { longitude: 104.1954, latitude: 35.8617 };

const stranger = (number: number): Persona => ({
  openid: `guest-${number}`,
  name: `访客 ${number}`,
  role: '居民',
  note: '第一次打开小程序的人',
  location: NOWHERE,
});

export const strangers: readonly Persona[] = [stranger(1), stranger(2)];

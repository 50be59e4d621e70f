import { existsSync } from 'node:fs';
import path from 'node:path';

import type { Persona } from '../runtime/persona';

/** Where a person of whom nothing is known stands: the middle of the country. */
export const NOWHERE = { longitude: 104.1954, latitude: 35.8617 };

/** The people of the seed, from scripts/personas.ts; two strangers where there is none. */
export async function loadPersonas(projectRoot: string): Promise<Persona[]> {
  const file = path.join(projectRoot, 'scripts/personas.ts');
  if (existsSync(file)) {
    const { personas } = (await import(file)) as { personas?: Persona[] };
    if (personas && personas.length > 0) return personas;
  }
  const stranger = (number: number): Persona => ({
    openid: `guest-${number}`,
    name: `访客 ${number}`,
    role: '居民',
    note: '第一次打开小程序的人',
    location: NOWHERE,
  });
  return [stranger(1), stranger(2)];
}

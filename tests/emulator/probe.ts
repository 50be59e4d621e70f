import { join } from 'node:path';
import type { Collection } from '../../emulator/config';
import { startTestEmulator, type TestEmulator, type TestOptions } from '../../harness/emulator';

export const thingsSchema: Collection[] = [
  {
    name: 'things',
    indexes: [
      { name: 'name', keys: [['name', 1]] },
      { name: 'place', keys: [['place', 'geo']] },
      { name: 'serial', keys: [['serial', 1]], unique: true, sparse: true },
    ],
  },
];

/** An emulator that holds the probe function and one collection of things. */
export function startProbe(options: TestOptions = {}): Promise<TestEmulator> {
  const source = join(__dirname, 'fixtures/functions');
  return startTestEmulator({
    schema: thingsSchema,
    build: { source, names: ['probe'] },
    sparse: true,
    instances: 2,
    ...options,
  });
}

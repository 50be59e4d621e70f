import { join } from 'node:path';
import { pushes } from './cloudfunctions/pushes';
import { schema } from './cloudfunctions/schema';
import type { CloudConfig } from './emulator/config';
import { buildFunctions } from './scripts/build-functions';
import { DEVELOPMENT_KEYS } from './scripts/development-keys';
import { seedVersion } from './scripts/seed/version';

/** What the local cloud has to know of this app. */
export const cloudConfig: CloudConfig = {
  functions: join(__dirname, 'dist/cloudfunctions'),
  schema,
  pushes,
  beside: ['uses'],
  isRefusal: (answer) => answer.startsWith('{"ok":false'),
  variables: DEVELOPMENT_KEYS,
  build: ({ debug }) => buildFunctions({ debug }),
  seedVersion,
  seeds: { sanmenxia: async () => (await import('./scripts/seed')).seed },
};

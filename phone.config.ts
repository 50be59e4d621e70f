import { join } from 'node:path';
import places from './data/sanmenxia/map-places.json';
import { personas } from './scripts/seed/personas';
import type { PhoneConfig } from './simulator/server/config';

/** What the phone in the browser has to know of this app. */
export const phoneConfig: PhoneConfig = { root: join(__dirname, 'miniprogram'), personas, places };

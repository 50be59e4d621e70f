import { buildPhones } from '../../harness/simulator';
import build from './build';

/** Before the first test file in a browser: builds functions and phones once for all of them. */
export default async function buildAll(): Promise<void> {
  await build();
  await buildPhones();
}

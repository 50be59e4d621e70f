import { resolve } from 'node:path';
import { forgetRefusals } from '../../harness/refusals';
import { buildFunctions } from '../../scripts/build-functions';

/** Before the first test file of a run: builds the functions once for all of them. */
export default async function build(): Promise<void> {
  forgetRefusals();
  const target = resolve(__dirname, '../../.local/test-functions/project');
  await buildFunctions({ target });
  process.env['TEST_FUNCTIONS'] = target;
}

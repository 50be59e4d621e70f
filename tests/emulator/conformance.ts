import type { TestEmulator } from '../../harness/emulator';
import { SdkProcess } from './fixtures/sdk-process';
import { startProbe } from './probe';

export interface Conformance {
  readonly sdk: SdkProcess;
  /** A new environment has collections that a test may make; a real one keeps them from the last run. */
  readonly fresh: boolean;
  clear(): Promise<unknown>;
  fill(documents: Record<string, unknown>[]): Promise<void>;
  close(): Promise<void>;
}

function pointAt(emulator: TestEmulator): Record<string, string> {
  return {
    TCB_ENV: 'local-0',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${emulator.url}/admin` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'local-0',
  };
}

/**
 * The real SDK, by default against the emulator; against a real environment with
 * CONFORMANCE_ENV=<id> TENCENTCLOUD_SECRETID=… TENCENTCLOUD_SECRETKEY=… where a collection `things` has
 * the indexes of ./probe.ts. Everything in it is removed.
 */
export async function startConformance(): Promise<Conformance> {
  const {
    PATH = '',
    TENCENTCLOUD_SECRETID = 'any',
    TENCENTCLOUD_SECRETKEY = 'any',
    CONFORMANCE_ENV,
  } = process.env;
  const emulator = CONFORMANCE_ENV ? null : await startProbe({ functions: '/nonexistent' });
  const where: Record<string, string> = emulator ? pointAt(emulator) : { TCB_ENV: CONFORMANCE_ENV ?? '' };
  const sdk = new SdkProcess({ PATH, TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY, ...where });
  return {
    sdk,
    fresh: emulator !== null,
    clear: () =>
      sdk.run(({ db, _ }) =>
        db
          .collection('things')
          .where({ _id: _.exists(true) })
          .remove(),
      ),
    fill: (documents) =>
      sdk.run(async ({ db }, data) => {
        for (let from = 0; from < data.length; from += 200) {
          await db.collection('things').add({ data: data.slice(from, from + 200) });
        }
      }, documents),
    close: async () => {
      sdk.close();
      await emulator?.close();
    },
  };
}

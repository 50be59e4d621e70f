import { unseenRefusals } from '../../harness/refusals';
import { neverSeen } from './never-seen';

/** How jest was called, as far as it says that only some of the tests have run. */
interface Run {
  readonly testPathPatterns: { isSet(): boolean };
  readonly testNamePattern?: string | undefined;
  readonly onlyChanged: boolean;
  readonly findRelatedTests: boolean;
  readonly onlyFailures: boolean;
  readonly shard?: object | undefined;
}

const isPart = (run: Run): boolean =>
  run.testPathPatterns.isSet() ||
  [run.onlyChanged, run.findRelatedTests, run.onlyFailures].includes(true) ||
  [run.testNamePattern, run.shard].some((narrowed) => narrowed !== undefined && narrowed !== '');

/** After the last test of functions: each error that an action declares has come, but for those that never did. */
export default function allSeen(run: Run): void {
  if (isPart(run)) return;
  const known = new Set(
    Object.entries(neverSeen).flatMap(([action, codes]) => codes.map((code) => `${action} ${code}`)),
  );
  const unseen = unseenRefusals();
  const fresh = unseen.filter((line) => !known.has(line));
  if (fresh.length > 0) throw new Error(`declared, and seen by no test: ${fresh.join(', ')}`);
  const seen = [...known].filter((line) => !unseen.includes(line));
  if (seen.length > 0)
    process.stderr.write(`seen now, to be taken out of never-seen.ts: ${seen.join(', ')}\n`);
}

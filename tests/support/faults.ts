import { contract } from '#domain/contract';
import { digest } from '#domain/sha';
import { restoreTo, snapshotOf, type Snapshot } from '../../harness/snapshot';
import type { Example, WriteAction } from './examples/index';
import { broken } from './invariants/index';
import { NOW, type Scene } from './scene';

/** As the phone has it: the same for all that is sent again. */
const NONCE = 'a-tap-of-the-example';
const code = 'DATABASE_REQUEST_FAILED';

/** Where a call dies: at a request of its own, before or after what that asks for is done. */
export interface Death {
  readonly request: number;
  readonly when: 'before' | 'after';
}

/** What a death came to, once the jobs had run. */
export interface Outcome {
  /** What the call was answered that was sent again; null where it was not. */
  readonly again: string | null;
  readonly broken: readonly string[];
}

/**
 * Deaths of calls, each in the same world. Most leave what others have left as well, when requests only read: what
 * comes of that is looked at once.
 */
export class Deaths {
  private readonly base: Snapshot;
  private readonly known = new Map<string, Outcome>();
  /** How many different things deaths have left. */
  get different(): number {
    return this.known.size;
  }

  constructor(private readonly scene: Scene) {
    this.base = snapshotOf(scene.world.emulator.store);
  }

  /** Null when the call was over before it came to this request. */
  async outcomes(
    action: WriteAction,
    example: Example<WriteAction>,
    death: Death,
  ): Promise<readonly Outcome[] | null> {
    const input = await this.begin(example);
    const send = () => this.send(action, example, input);
    if (!(await this.dies(send, death))) return null;
    const left = snapshotOf(this.store);
    const outcomes: Outcome[] = [];
    for (const again of [null, send]) {
      const key = digest(JSON.stringify([again && [action, example.of], digestible(left)]));
      const outcome = this.known.get(key) ?? (await this.after(left, again));
      this.known.set(key, outcome);
      outcomes.push(outcome);
    }
    return outcomes;
  }

  /** Without a death. */
  async undisturbed(action: WriteAction, example: Example<WriteAction>): Promise<Outcome> {
    const input = await this.begin(example);
    return this.after(snapshotOf(this.store), () => this.send(action, example, input));
  }

  private get store() {
    return this.scene.world.emulator.store;
  }

  private async begin(example: Example<WriteAction>): Promise<unknown> {
    await restoreTo(this.store, this.base);
    await this.scene.world.at(NOW);
    return example.input(this.scene);
  }

  private async dies(send: () => Promise<string>, { request, when }: Death): Promise<boolean> {
    const { emulator } = this.scene.world;
    // Whoever is dead asks for nothing more.
    const next = [
      { action: '*', code, when, skip: request },
      { action: '*', code, times: Infinity },
    ];
    emulator.setFaults({ next });
    await send();
    const left = emulator.setFaults({})['next'];
    emulator.setFaults({ next: null });
    return Array.isArray(left) && left.length < next.length;
  }

  private async after(left: Snapshot, again: (() => Promise<string>) | null): Promise<Outcome> {
    const { world } = this.scene;
    await restoreTo(this.store, left);
    await world.at(NOW);
    const answer = again && (await again());
    await this.scene.jobs();
    return { again: answer, broken: broken(this.store, this.scene.now()) };
  }

  private async send(action: WriteAction, example: Example<WriteAction>, input: unknown): Promise<string> {
    const event = { action, input, nonce: NONCE };
    const answer = await this.scene.world.raw(example.who, contract[action].fn, event);
    return answer.ok ? 'OK' : answer.error.code;
  }
}

/** What a digest can tell apart: the moments are others each time, and so is what the emulator keeps for itself. */
function digestible(snapshot: Snapshot): string {
  const own = [...snapshot].filter(([name]) => !name.startsWith('emulator_'));
  return JSON.stringify(own).replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"|\b17\d{11}\b/g, '0');
}

import { contract, type FunctionName } from '#domain/contract';
import { limitOf } from '#domain/contract/limits';
import type { Document } from '../../emulator/store/types';
import { restoreTo, snapshotOf, type Snapshot } from '../../harness/snapshot';
import type { Answer } from '../../harness/world';
import { exampleCases, type Example, type WriteAction } from './examples/index';
import { heldAfter } from './held';
import { NOW, Scene } from './scene';

/** As the phone has it: the same for both tries. */
const NONCE = 'a-tap-that-was-held';

/** More requests than any call makes. */
const REQUESTS = 100;

/** A timer's and WeChat's own calls have no nonce. */
const casesOf = (fn: FunctionName) =>
  exampleCases.filter(({ action }) => contract[action].fn === fn && contract[action].rule !== 'system');

/**
 * A phone that gets no answer sends the same call again while the first try is still under way. The first one is held
 * before each of its requests until the second has been done, and something else after it. Then it may finish what it
 * had begun, and changes nothing else; it is answered as the second was, or told to come again (I6).
 */
export function everyTryOvertaken(fn: FunctionName): void {
  let tries: HeldTries;
  beforeAll(async () => {
    tries = new HeldTries(await Scene.build());
  });
  afterAll(() => tries.close());

  it.each(casesOf(fn))('$name', async ({ name, action, example }) => {
    const faults: string[] = [];
    for (const goesOn of example.after ? [false, true] : [false]) {
      const ending = await tries.undisturbed({ action, example, goesOn });
      for (let request = 1; request < REQUESTS; request += 1) {
        const found = await tries.heldBefore(request, { action, example, goesOn }, ending);
        if (found === null) break;
        faults.push(...found.map((line) => `held before ${request}${goesOn ? ', then more' : ''}: ${line}`));
      }
    }
    expect(faults.filter((line) => !isMeant(name, line))).toEqual([]);
  });
}

/** What is as it should be, by the example and what is said of it. */
const MEANT: readonly (readonly [name: string, said: RegExp, why: string])[] = [
  [
    'account.phone',
    /answered PHONE_UNKNOWN/,
    "WeChat's code is good once, and the try that has used it is still out",
  ],
  ['account.register', /identities/, 'of a number whose consent is gone the sweep takes what is left'],
  [
    'people.claim',
    /answered NO_ACCOUNT/,
    'between two accounts there is none, for as long as the first try takes',
  ],
  [
    'activities.save',
    /then more: activities/,
    'of a draft that is thrown away nothing is left that could tell',
  ],
];
const isMeant = (name: string, line: string): boolean =>
  MEANT.some(([example, said]) => example === name && said.test(line));

interface Story {
  readonly action: WriteAction;
  readonly example: Example<WriteAction>;
  /** Something else is done after the call. */
  readonly goesOn: boolean;
}

/** So many calls of one person a day are few. */
const SELDOM = 20;
/** Stories, in which one instance serves no more calls than that. */
const FEW = 4;

class HeldTries {
  private readonly base: Snapshot;
  private begun = 0;

  constructor(private readonly scene: Scene) {
    this.base = snapshotOf(this.store);
  }

  close(): Promise<void> {
    return this.scene.world.emulator.close();
  }

  /** How the story ends when the call is sent once. */
  async undisturbed(story: Story): Promise<Snapshot> {
    const send = await this.begin(story);
    const answer = await send();
    if (!answer.ok) throw new Error(answer.error.code);
    await this.goOn(story, answer);
    return snapshotOf(this.store);
  }

  /** What should not be; null when the call was over before it came to this request. */
  async heldBefore(request: number, story: Story, ending: Snapshot): Promise<string[] | null> {
    const send = await this.begin(story);
    const first = await heldAfter(this.store, request, send);
    if (!first) return null;
    const second = await send();
    // Told to come again it does, once the first is out of its way.
    if (!second.ok) return [second, await first.goOn(), await send()].flatMap(refusalsIn);
    await this.goOn(story, second);
    const left = snapshotOf(this.store);
    const late = await first.goOn();
    const others =
      story.goesOn || !late.ok || plain(late) === plain(second) ? [] : [`answered ${plain(late)}`];
    return [...refusalsIn(late), ...others, ...changesSince(left, snapshotOf(this.store), ending)];
  }

  private get store() {
    return this.scene.world.emulator.store;
  }

  private async begin({ action, example }: Story): Promise<() => Promise<Answer<unknown>>> {
    const { world } = this.scene;
    // Each instance counts how often somebody calls: new ones have not seen them yet.
    if (limitOf(action).times <= SELDOM && (this.begun += 1) % FEW === 0)
      while (world.emulator.killInstance() !== null);
    await restoreTo(this.store, this.base);
    await world.at(NOW);
    const event = { action, input: await example.input(this.scene), nonce: NONCE };
    return () => world.raw(example.who, contract[action].fn, event);
  }

  private async goOn({ example, goesOn }: Story, answer: Answer<unknown>): Promise<void> {
    if (goesOn && answer.ok) await example.after?.(this.scene, answer.data as never);
  }
}

/** To be told to come again is none. */
const refusalsIn = (answer: Answer<unknown>): string[] =>
  answer.ok || answer.error.code === 'CONFLICT' ? [] : [`answered ${answer.error.code}`];

/** Moments, what is sealed and the nonces of others are different each time. */
const plain = (value: unknown): string =>
  (JSON.stringify(value) ?? '')
    .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"|\b17\d{11}\b/g, '0')
    .replace(/"v1\.[^"]*"|"test-nonce-\d+"/g, '""');

/** What says no more than that somebody has looked, and keys that are made anew for nothing. */
const STAMPS = new Set(['touchedAt', 'codes']);

/** What is there otherwise than before, and otherwise than where the story ends. */
function changesSince(before: Snapshot, after: Snapshot, ending: Snapshot): string[] {
  const names = [...after.keys()].filter((name) => !name.startsWith('emulator_') && name !== 'uses');
  return names.flatMap((name) => {
    const [was, is, meant] = [before, after, ending].map(
      (each) => new Map<string, Document>((each.get(name) ?? []).map((document) => [document._id, document])),
    );
    const ids = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
    return [...ids].flatMap((id) => {
      const fields = new Set([was, is].flatMap((each) => Object.keys(each?.get(id) ?? {})));
      return [...fields].flatMap((field) => {
        const [old, now, end] = [was, is, meant].map((each) => each?.get(id)?.[field]);
        const stays = JSON.stringify(old) === JSON.stringify(now) || plain(now) === plain(end);
        return stays || STAMPS.has(field) ? [] : [`${name} ${id} ${field}: ${plain(old)} → ${plain(now)}`];
      });
    });
  });
}

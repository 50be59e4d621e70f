import { contract } from '#domain/contract';
import { exampleCases, type WriteAction } from '../support/examples/index';
import { broken } from '../support/invariants/index';
import { marked, pathsOf } from '../support/markers';
import { NOW, Scene } from '../support/scene';
import { restoreTo, snapshotOf, type Snapshot } from '../../harness/snapshot';
import { newNonce } from '../../harness/world';

let scene: Scene;
let base: Snapshot;
beforeAll(async () => {
  scene = await Scene.build();
  await scene.world.did('veteran', 'attendance.checkOut', {
    code: await scene.world.screenCode(scene.slot('running')),
  });
  base = snapshotOf(scene.world.emulator.store);
});
afterAll(() => scene.world.emulator.close());

async function begin(): Promise<void> {
  await restoreTo(scene.world.emulator.store, base);
  await scene.world.at(NOW);
}

const send = (action: WriteAction, who: string | null, input: unknown) =>
  scene.world.raw(who, contract[action].fn, { action, input, nonce: newNonce() });

/** Leaders, staff and the system act for others: what they write belongs to these. */
const forOneself = new Set(['anyone', 'account', 'introduced', 'volunteer']);
const own = exampleCases.filter(({ action }) => forOneself.has(contract[action].rule));
const official = exampleCases.filter(
  ({ action, example }) => example.who !== null && !forOneself.has(contract[action].rule),
);

/** What stays of what somebody wrote in an office, and why. */
const STAYS: Readonly<Record<string, string>> = {
  stations: 'the facts of a public place',
  shops: 'the facts of a shop, and what it offers',
  teams: 'what a team says of itself; why staff stopped it',
  activities: 'what a team has announced, and others have signed up for or come to',
  slots: 'as the activity',
  callups: 'to what a centre has called people',
  'sheets.people': 'what became of somebody else who was out; it goes with their account',
  uploads: 'until the file is deleted, within a day',
  'accounts.name': 'of the person whom a leader registered on paper',
  'attendances.marks.reason': 'on what hours rest: a record of service is kept true (令67 art. 7)',
  'requests.history.words': 'what became of what somebody else asked for: theirs to know',
  'hours.reason': 'as the attendance; the ledger is chained',
  cases: 'as the attendance',
  'certificates.revoked.reason': 'whoever checks the certificate has to know',
  'memberships.reason': 'why somebody else was refused or removed: theirs to know',
  'bindings.reason': 'why somebody else was refused: theirs to know',
  'photos.reason': 'as bindings',
  outbox: 'told to somebody else, and let go after some time',
  audit: 'what staff did, on whom and why',
};
const stays = (path: string): boolean =>
  Object.keys(STAYS).some((kept) => path === kept || path.startsWith(`${kept}.`));

describe('an account that is given up', () => {
  async function givesUp(who: string): Promise<void> {
    const { world, team: teamId } = scene;
    if ((await world.code(who, 'account.delete', {})) !== 'LEADS_A_TEAM') return;
    await world.did(who, 'teams.appoint', { teamId, accountId: scene.id('deputy'), role: 'leader' });
    await world.did(who, 'account.delete', {});
  }

  type Case = (typeof exampleCases)[number];

  /** Writes them all, and gives the account up. False where the call was refused. */
  async function writes({ action, example }: Case, choose: (input: unknown) => unknown): Promise<boolean> {
    await begin();
    const { ok } = await send(action, example.who, choose(await example.input(scene)));
    await givesUp(example.who ?? '');
    await scene.jobs();
    return ok;
  }

  function paths(): string[] {
    // What the emulator notes of what WeChat was asked is WeChat's.
    const kept = [...snapshotOf(scene.world.emulator.store)].filter(
      ([name]) => !name.startsWith('emulator_'),
    );
    return kept.flatMap(([name, documents]) => documents.flatMap((each) => pathsOf(each, name)));
  }

  /** Where the words stand once they have been written and who wrote them is gone. */
  async function left(one: Case): Promise<string[]> {
    const markedIn = (input: unknown) => marked(one.action, input);
    await begin();
    const { length } = markedIn(await one.example.input(scene)).each;
    if (length === 0) return [];
    if (await writes(one, (input) => markedIn(input).all)) return [...new Set(paths())];
    const found: string[] = [];
    for (let i = 0; i < length; i += 1) {
      await writes(one, (input) => markedIn(input).each[i]);
      found.push(...paths());
    }
    return [...new Set(found)];
  }

  // Who leads a team of their own alone gives nothing up.
  const mayGo = ({ example }: Case) => example.of !== 'a sub-team';
  it.each(own.filter(mayGo))('leaves no word of $name', async (each) => {
    expect(await left(each)).toEqual([]);
  });

  it.each(official)('leaves of $name what belongs to others', async (each) => {
    expect((await left(each)).filter((path) => !stays(path))).toEqual([]);
  });
});

describe('giving up at the very moment of', () => {
  /** How much later it is asked for, in milliseconds. */
  const LATER = [0, 8, 16, 30];

  it.each(own.filter(({ action }) => action !== 'account.delete'))('$name', async ({ action, example }) => {
    for (const later of LATER) {
      await begin();
      const input = await example.input(scene);
      const who = example.who ?? '';
      await Promise.all([
        send(action, who, input),
        new Promise((resolve) => setTimeout(resolve, later)).then(() =>
          scene.world.call(who, 'account.delete', {}),
        ),
      ]);
      await scene.jobs();
      expect([later, broken(scene.world.emulator.store, scene.now())]).toEqual([later, []]);
    }
  });

  it('being let into a team', async () => {
    for (const later of LATER) {
      await begin();
      const { team: teamId, world } = scene;
      const letIn = { teamId, accountId: scene.id('applicant'), answer: 'approve' as const };
      await Promise.all([
        world.call('leader', 'teams.answer', letIn),
        new Promise((resolve) => setTimeout(resolve, later)).then(() =>
          world.call('applicant', 'account.delete', {}),
        ),
      ]);
      await scene.jobs();
      expect(broken(world.emulator.store, scene.now())).toEqual([]);
    }
  });
});

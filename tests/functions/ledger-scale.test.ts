import {
  answersAboutLedger,
  LISTED,
  listedFrom,
  verifiedToEnd,
  withLongLedger,
} from '../../harness/long-ledger';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** A certificate costs what it lists, and nothing for all that its holder has done beside. */
describe('a ledger of 3,000 lines', () => {
  const SMALL = LISTED;
  const LARGE = 3_000;
  const actions = ['issue', 'list', 'view', 'verify', 'verifyOn'] as const;
  const nameOf = (action: (typeof actions)[number]) => `certificates.${action}`;
  let world: World;
  let small: Awaited<ReturnType<typeof answersAboutLedger>>;
  let large: typeof small;

  beforeAll(async () => {
    world = await startWorld();
    await world.person('anyone');
    small = await answersAboutLedger(world, SMALL);
    large = await answersAboutLedger(world, LARGE);
  });
  afterAll(() => world.close());

  it.each(actions)('costs certificates.%s no more than a short one', (action) => {
    const name = nameOf(action);
    // Who issues counts the lines of the period; of whole ledgers nothing is read.
    expect(large.rows(name)).toBeLessThanOrEqual(small.rows(name) + 5);
    expect(large.bytes(name)).toBeLessThanOrEqual(1.05 * small.bytes(name) + 500);
  });

  it('lets anybody verify a certificate by answers of 20 KB, page by page', () => {
    expect([large.state, large.pages]).toEqual(['VALID', LISTED / 20 - 1]);
    for (const name of ['certificates.verify', 'certificates.verifyOn'])
      expect(large.bytes(name)).toBeLessThanOrEqual(20 * 1024);
    expect(large.bytes('certificates.list')).toBeLessThanOrEqual(20 * 1024);
  });

  describe('with one line that somebody has changed', () => {
    let holder = '';
    let holders = 0;
    let accountId = '';
    let code = '';
    beforeEach(async () => {
      holder = `holder${(holders += 1)}`;
      accountId = await withLongLedger(world, holder, 200);
      const { certificateId } = await world.did(holder, 'certificates.issue', listedFrom());
      ({ code } = await world.did(holder, 'certificates.view', { certificateId }));
    });
    const change = (seq: number, fields: object) =>
      world.alter('hours', { accountId, seq }, { $set: fields });
    const state = async () => (await verifiedToEnd(world, 'anyone', code)).told.state;

    it.each([
      ['the first that is listed', 141, { minutes: 600 }],
      ['one of a later page', 175, { title: '别的' }],
      ['what no paper shows of one', 188, { confirmedBy: 'somebody' }],
      ['the end of the ledger then', 200, { reason: '补' }],
    ])('finds %s, and issues no other', async (_which, seq, fields) => {
      expect(await state()).toBe('VALID');
      await change(seq, fields);
      expect(await state()).toBe('ALTERED');
      expect(await world.code(holder, 'certificates.issue', listedFrom())).toBe('LEDGER_BROKEN');
    });

    it('finds one that is not listed once the whole was read at night', async () => {
      await change(20, { minutes: 600 });
      expect(await state()).toBe('VALID');
      const fault = { seq: 20, fault: 'ALTERED', at: new Date(MORNING) };
      await world.emulator.store.insert('heads', [{ _id: accountId, seq: 0, hash: '', night: 1, fault }]);
      expect(await state()).toBe('ALTERED');
      expect(await world.code(holder, 'certificates.issue', listedFrom())).toBe('LEDGER_BROKEN');
    });

    it('tells nobody without the mark how far a list goes', async () => {
      const from = { count: 20, digest: 'a'.repeat(64) };
      const forged = `${code.slice(0, -12)}000000000000`;
      for (const wrong of [forged, 'hello', `wmc1.20990000000000.${code.slice(-12)}`])
        expect(await world.code('anyone', 'certificates.verifyOn', { code: wrong, from })).toBe('NOT_FOUND');
      const beyond = { code, from: { count: 61, digest: from.digest } };
      expect(await world.did('anyone', 'certificates.verifyOn', beyond)).toMatchObject({ holds: false });
    });
  });
});

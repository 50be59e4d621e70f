import { join } from 'node:path';
import { startTestEmulator, type TestEmulator } from '../../harness/emulator';

/** What every use-case stands on, through the real SDK: batches, and a cloud that has too much to do. */
describe('the database as use-cases have it', () => {
  let emulator: TestEmulator;

  beforeAll(async () => {
    emulator = await startTestEmulator({
      build: { source: join(__dirname, 'fixtures'), names: ['database'] },
      instances: 2,
    });
  });
  afterAll(() => emulator.close());
  beforeEach(async () => {
    emulator.setFaults({ concurrency: null, latency: 0, next: null });
    for (const name of ['outbox', 'cases']) await emulator.store.remove(name, { query: {}, multi: true });
    emulator.resetMetrics();
  });

  const run = (what: string, documents?: object[]) => emulator.call('database', { what, documents });
  const there = async (collection: string) =>
    (await emulator.data(collection, { query: {} })).documents.map((d) => d._id).sort();
  const trips = () => emulator.metrics().actions['database']?.roundTrips.max;
  const named = (...ids: string[]) => ids.map((_id) => ({ _id, tried: 0 }));

  describe('a batch', () => {
    it('goes in one call', async () => {
      expect(await run('insertAll', named('a', 'b', 'c'))).toMatchObject({ result: 'INSERTED' });
      expect([await there('outbox'), trips()]).toEqual([['a', 'b', 'c'], 1]);
    });

    it.each(['a', 'b', 'd'])(
      'is there whole when %s was there before, which stays as it is',
      async (known) => {
        await emulator.store.insert('outbox', [{ _id: known, tried: 7 }]);
        expect(await run('insertAll', named('a', 'b', 'c', 'd'))).toMatchObject({ result: 'DUPLICATE' });
        expect(await there('outbox')).toEqual(['a', 'b', 'c', 'd']);
        expect((await emulator.data('outbox', { query: { _id: known } })).documents[0]?.['tried']).toBe(7);
        expect(trips()).toBeLessThanOrEqual(3);
      },
    );

    it('is there but for what a unique key refuses', async () => {
      await emulator.store.insert('cases', [
        { _id: 'x', openKey: 'k2' },
        { _id: 'c2', openKey: 'k9' },
      ]);
      const cases = [1, 2, 3, 4].map((n) => ({ _id: `c${n}`, openKey: n === 3 ? 'k2' : `k${n + 10}` }));
      expect(await run('insertCases', cases)).toMatchObject({ result: 'DUPLICATE' });
      expect(await there('cases')).toEqual(['c1', 'c2', 'c4', 'x']);
    });
  });

  const READS = [
    ['find', 'database.getDocument'],
    ['aggregate', 'database.aggregateDocuments'],
  ] as const;
  const WRITES = [
    ['insert', 'database.insertDocument'],
    ['update', 'database.modifyDocument'],
    ['put', 'database.modifyDocument'],
    ['remove', 'database.removeDocument'],
  ] as const;

  describe('a cloud that has too much to do', () => {
    beforeEach(() => emulator.store.insert('outbox', named('a')));

    it.each([...READS, ...WRITES])(
      'is asked again by %s, and counts what it did once',
      async (what, action) => {
        emulator.setFaults({ next: { action, code: 'EXCEED_CONCURRENT_REQUEST_LIMIT', times: 3 } });
        expect(await run(what)).toHaveProperty('result');
        expect(emulator.setFaults({})).toMatchObject({ next: [] });
        expect(trips()).toBe(1);
      },
    );

    it.each(READS)('that answers too late is asked again by %s', async (what, action) => {
      emulator.setFaults({ next: { action, code: 'SERVER_TIMEOUT', when: 'after' } });
      expect(await run(what)).toMatchObject({ result: [{ _id: 'a' }] });
    });

    it.each(WRITES)('that answers too late may have done it: %s is not done twice', async (what, action) => {
      emulator.setFaults({ next: { action, code: 'SERVER_TIMEOUT', when: 'after' } });
      expect((await run(what)).errMsg).toContain('SERVER_TIMEOUT');
      expect(trips()).toBe(1);
    });

    it.each([...READS, ...WRITES])(
      'is not asked again by %s for what asking does not mend',
      async (what, action) => {
        emulator.setFaults({ next: { action, code: 'DATABASE_REQUEST_FAILED', times: 9 } });
        expect((await run(what)).errMsg).toContain('DATABASE_REQUEST_FAILED');
        expect(emulator.setFaults({})).toMatchObject({ next: [{ times: 8 }] });
      },
    );

    it('is not asked for ever', async () => {
      emulator.setFaults({ concurrency: 0 });
      expect((await run('find')).errMsg).toContain('BUSY');
    });
  });
});

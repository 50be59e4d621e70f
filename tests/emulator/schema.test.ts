import { INDEXES_AT_MOST, schema, type Deployable } from '../../cloudfunctions/schema';
import { startTestEmulator } from '../support/emulator';

const deployable = (index: Deployable): Deployable => index;

describe('the indexes of the project', () => {
  test('are none that only Tencent Cloud can make: unique and sparse at once does not compile', () => {
    // @ts-expect-error unique and sparse
    deployable({ name: 'n', keys: [['n', 1]], unique: true, sparse: true });
    deployable({ name: 'n', keys: [['n', 1]], unique: true });
    deployable({ name: 'n', keys: [['n', 1]], sparse: true });
    const both = schema.flatMap(({ indexes }) => indexes.filter((i: Deployable) => i.unique && i.sparse));
    expect(both).toEqual([]);
  });

  test('are no more of a collection than the smallest quota', () => {
    for (const { name, indexes } of schema) {
      expect([name, indexes.length <= INDEXES_AT_MOST]).toEqual([name, true]);
      expect(new Set(indexes.map((i) => i.name)).size).toBe(indexes.length);
    }
  });
});

test('without sparse an index holds every document, and what a unique one lacks is null', async () => {
  const index = { name: 'serial', keys: [['serial', 1]] as const, unique: true, sparse: true };
  const taken = async (sparse: boolean) => {
    const emulator = await startTestEmulator({ schema: [{ name: 'things', indexes: [index] }], sparse });
    await emulator.store.insert('things', [{ _id: 'a' }]);
    const second = await emulator.store.insert('things', [{ _id: 'b' }]).then(
      () => 'INSERTED',
      () => 'REFUSED',
    );
    await emulator.close();
    return second;
  };
  expect(await taken(true)).toBe('INSERTED');
  expect(await taken(false)).toBe('REFUSED');
});

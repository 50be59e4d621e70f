import { schema, type Deployable } from '../../cloudfunctions/schema';
import { LIMITS } from '../../emulator/limits';

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
      expect([name, indexes.length <= LIMITS.indexes]).toEqual([name, true]);
      expect(new Set(indexes.map((i) => i.name)).size).toBe(indexes.length);
    }
  });
});

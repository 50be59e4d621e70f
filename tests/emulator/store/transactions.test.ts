import { openStore } from '../../../emulator/store';
import { collection, CONFLICT, OVER, refusalOf, type Shortcuts } from './support';

const start = new Date('2026-03-05T01:00:00Z');
const inc = { $inc: { n: 1 } };

async function begin(): Promise<{ c: Shortcuts; t: string; u: string }> {
  const c = await collection([
    { _id: 'x', n: 1 },
    { _id: 'y', n: 1 },
  ]);
  return { c, t: await c.store.startTransaction(start), u: await c.store.startTransaction(start) };
}

test('nobody sees its writes before the commit but itself', async () => {
  const { c, t } = await begin();
  await c.update({ _id: 'x' }, inc, {}, t);
  await c.store.insert('c', [{ _id: 'z', n: 5 }], t);
  await c.store.remove('c', { query: { _id: 'y' }, multi: false }, t);
  expect(await c.get('x', t)).toEqual({ _id: 'x', n: 2 });
  const inside = await c.store.find('c', { query: { n: { $gte: 1 } }, order: { n: -1 } }, t);
  expect(inside.documents.map((found) => found._id)).toEqual(['z', 'x']);
  expect(await c.ids({})).toEqual(['x', 'y']);
  expect(await c.get('x')).toEqual({ _id: 'x', n: 1 });
  await c.store.commitTransaction(t);
  expect(await c.ids({})).toEqual(['x', 'z']);
  expect(await c.get('x')).toEqual({ _id: 'x', n: 2 });
});

test('an aborted one leaves nothing', async () => {
  const { c, t } = await begin();
  await c.update({ _id: 'x' }, inc, {}, t);
  await c.store.abortTransaction(t);
  expect(await c.get('x')).toEqual({ _id: 'x', n: 1 });
  expect(await refusalOf(c.store.commitTransaction(t))).toContain(OVER);
  expect(await refusalOf(c.get('x', t))).toContain(OVER);
});

test('reads stay as they were at its first operation', async () => {
  const { c, t } = await begin();
  await c.update({ _id: 'y' }, inc);
  expect(await c.get('x', t)).toEqual({ _id: 'x', n: 1 });
  await c.update({ _id: 'x' }, inc);
  await c.store.insert('c', [{ _id: 'late', n: 1 }]);
  expect(await c.get('x', t)).toEqual({ _id: 'x', n: 1 });
  expect(await c.get('y', t)).toEqual({ _id: 'y', n: 2 });
  expect(await c.get('late', t)).toBeUndefined();
});

test('writing what another has changed since is a conflict, and ends it', async () => {
  const { c, t } = await begin();
  await c.get('y', t);
  await c.update({ _id: 'x' }, inc);
  await c.update({ _id: 'y' }, inc, {}, t);
  const write = c.update({ _id: 'x' }, inc, {}, t);
  expect(await refusalOf(write)).toContain(CONFLICT);
  expect(await refusalOf(c.store.commitTransaction(t))).toContain(OVER);
  // The SDK rolls back what has already been ended.
  await c.store.abortTransaction(t);
  expect(await c.get('y')).toEqual({ _id: 'y', n: 1 });
});

test('writing what another open one has written is a conflict', async () => {
  const { c, t, u } = await begin();
  await c.update({ _id: 'x' }, inc, {}, t);
  expect(await refusalOf(c.update({ _id: 'x' }, inc, {}, u))).toContain(CONFLICT);
  await c.store.commitTransaction(t);
  expect(await c.get('x')).toEqual({ _id: 'x', n: 2 });
});

test('two that insert the same id: one of them wins', async () => {
  const { c, t, u } = await begin();
  await c.store.insert('c', [{ _id: 'z' }], t);
  expect(await refusalOf(c.store.insert('c', [{ _id: 'z' }], u))).toContain(CONFLICT);
  await c.store.commitTransaction(t);
  expect(await c.ids({ _id: 'z' })).toEqual(['z']);
});

test('a write from outside waits for the end of the one that holds the document', async () => {
  const { c, t } = await begin();
  await c.update({ _id: 'x' }, inc, {}, t);
  let done = false;
  const outside = c.update({ _id: 'x' }, inc).then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toBe(false);
  await c.store.commitTransaction(t);
  await outside;
  expect(await c.get('x')).toEqual({ _id: 'x', n: 3 });
});

test('a duplicate shows at the operation and ends it', async () => {
  const indexes = [{ name: 'n', keys: [['n', 1]] as const, unique: true }];
  const c = await collection([{ _id: 'x', n: 1 }], indexes);
  const t = await c.store.startTransaction(start);
  await expect(c.store.insert('c', [{ n: 1 }], t)).rejects.toThrow('duplicate key error collection');
  expect(await refusalOf(c.store.commitTransaction(t))).toContain(OVER);
});

test('it lives for thirty seconds', async () => {
  const { c, t, u } = await begin();
  await c.update({ _id: 'x' }, inc, {}, t);
  c.store.expireTransactions(new Date(start.getTime() + 30_000));
  await c.update({ _id: 'x' }, inc, {}, t);
  c.store.expireTransactions(new Date(start.getTime() + 30_001));
  expect(await refusalOf(c.update({ _id: 'x' }, inc, {}, t))).toContain(OVER);
  expect(await refusalOf(c.store.commitTransaction(u))).toContain(OVER);
  expect(await c.update({ _id: 'x' }, inc)).toBe(1);
});

test('generated ids come from the chance passed in', async () => {
  let next = 0;
  const store = await openStore({
    directory: 'memory',
    schema: [{ name: 'c', indexes: [] }],
    random: () => (next += 0.01),
  });
  const [id] = await store.insert('c', [{}]);
  expect(id).toBe('028f5c28051eb85107ae147a0a3d70a3');
});

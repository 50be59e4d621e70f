import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type FindRequest, type Store } from '../../../emulator/store';
import { codeOf } from './support';

/** Much that is taken over at once stands as if it had been inserted. */
describe('filling a collection', () => {
  const schema = [
    {
      name: 'c',
      indexes: [
        { name: 'kind_n', keys: [['kind', 1] as const, ['n', -1] as const] },
        { name: 'own', keys: [['own', 1] as const], unique: true },
        { name: 'spot', keys: [['spot', 'geo'] as const] },
      ],
    },
  ];
  const document = (i: number) => ({
    _id: `d${(i * 7919) % 1000}`,
    kind: i % 3,
    n: (i * 31) % 100,
    own: [`none:${i}`],
    spot: { type: 'Point', coordinates: [111 + i / 1000, 34] },
  });
  const all = Array.from({ length: 1000 }, (_each, i) => document(i));
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'fill-'))));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const questions: FindRequest[] = [
    { query: { kind: 1 }, order: { kind: 1, n: -1 } },
    { query: { kind: { $gte: 1 }, n: { $lt: 20 } }, order: { kind: 1, n: -1 } },
    { query: { own: 'none:77' } },
    { query: {} },
  ];
  const answersOf = async (store: Store) =>
    Promise.all(questions.map(async (question) => (await store.find('c', question)).documents));

  it('answers as inserting does, in whatever parts, and so after being opened again', async () => {
    const inserted = await openStore({ directory: 'memory', schema });
    await inserted.insert('c', all);
    const filled = await openStore({ directory, schema });
    await filled.fill('c', all.slice(0, 300));
    await filled.insert('c', all.slice(300, 400));
    await filled.fill('c', all.slice(400));
    expect(await answersOf(filled)).toEqual(await answersOf(inserted));
    await filled.close();
    const again = await openStore({ directory, schema });
    expect(await answersOf(again)).toEqual(await answersOf(inserted));
    await again.close();
  });

  it('refuses an id that is there, and a second of what is unique', async () => {
    const store = await openStore({ directory: 'memory', schema });
    await store.fill('c', all.slice(0, 10));
    const refused = 'DATABASE_REQUEST_FAILED';
    expect(await codeOf(store.fill('c', [document(3)]))).toBe(refused);
    expect(await codeOf(store.fill('c', [{ ...document(20), own: ['none:3'] }]))).toBe(refused);
  });
});

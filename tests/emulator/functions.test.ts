import { join } from 'node:path';
import type { Collection } from '../../cloudfunctions/schema';
import { startTestEmulator, type TestEmulator } from '../support/emulator';

const schema: Collection[] = [{ name: 'things', indexes: [{ name: 'name', keys: [['name', 1]] }] }];
let emulator: TestEmulator;

beforeAll(async () => {
  const source = join(__dirname, 'fixtures/functions');
  emulator = await startTestEmulator({ schema, build: { source, names: ['probe'] }, instances: 2 });
});
afterAll(() => emulator.close());

test('the real SDK inserts a document and reads it back', async () => {
  const { result: id } = await emulator.call<string>(
    'probe',
    { action: 'probe.add', input: { name: 'one', n: 1 } },
    'alice',
  );
  const { result } = await emulator.call('probe', { action: 'probe.read', input: { id } }, 'alice');
  expect(result).toEqual({ _id: id, name: 'one', n: 1 });
  expect(emulator.metrics().actions['probe.read']?.roundTrips).toEqual({ min: 1, max: 1, last: 1, total: 1 });
});

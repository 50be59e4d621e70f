import { startTestEmulator } from '../../harness/emulator';

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

/** Look-ups of a question, run by the store: what they find where there is nothing to look for. */
import { stagesOf, type LookUp } from '../../../cloudfunctions/core/loading';
import { openStore } from '../../../emulator/store/index';

const schema = [
  { name: 'settings', indexes: [] },
  { name: 'signups', indexes: [{ name: 'waiting', keys: [['waitingFor', 1]] as const, sparse: true }] },
];

async function waitingFor(fields: Record<string, unknown>, path: string): Promise<unknown> {
  const store = await openStore({ directory: 'memory', schema });
  await store.insert('settings', [{ _id: 'city', ...fields }]);
  await store.insert('signups', [{ _id: 'waits', waitingFor: 's1' }, { _id: 'has-a-place' }]);
  const lookUp: LookUp<unknown> = {
    from: 'signups',
    field: 'waitingFor',
    by: { path },
    without: [],
    answer: 'many',
    needed: false,
  };
  const stages = stagesOf('waiting', lookUp).map((stage) => {
    const [[key, stageValue] = ['']] = Object.entries(stage);
    return { stageKey: `$${key}`, stageValue };
  });
  const { documents } = await store.aggregate('settings', stages);
  return (documents[0] as { waiting: { _id: string }[] }).waiting.map(({ _id }) => _id);
}

test.each([
  ['one value', { slot: 's1' }, 'slot', ['waits']],
  ['a list', { slots: ['s0', 's1'] }, 'slots', ['waits']],
  ['documents found before', { slots: [{ _id: 's0' }, { _id: 's1' }] }, 'slots._id', ['waits']],
  ['an empty list', { slots: [] }, 'slots', []],
  ['no documents', { slots: [] }, 'slots._id', []],
  ['documents without the field', { slots: [{}] }, 'slots._id', []],
  ['a field that is not there', {}, 'slot', []],
])('a look-up by %s finds what has it, never what lacks the field', async (_by, fields, path, found) => {
  expect(await waitingFor(fields, path)).toEqual(found);
});

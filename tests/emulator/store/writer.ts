import { writeSync } from 'node:fs';
import { openStore } from '../../../emulator/store';
import { schema } from './writer-schema';

/** Writes until it is killed, and says what was acknowledged: synchronously, so that nothing said is lost. */
async function main(directory: string): Promise<void> {
  const store = await openStore({ directory, schema });
  const say = (what: string): void => void writeSync(1, `${what}\n`);
  const update = (
    id: string,
    change: Record<string, unknown>,
    collection = 'counters',
    transaction?: string,
  ): Promise<unknown> =>
    store.update(
      collection,
      { query: { _id: id }, update: change, replace: false, multi: false, upsert: false },
      transaction,
    );
  await store.insert('counters', [
    { _id: 'one', n: 0, list: [] },
    { _id: 'from', n: 0 },
  ]);
  await store.insert('others', [{ _id: 'to', n: 0 }]);

  const insert = async (): Promise<void> => {
    for (let n = 0; ; n++) {
      await store.insert('pairs', [{ n }, { n }]);
      say('inserted');
    }
  };
  const count = async (): Promise<void> => {
    for (let n = 0; ; n++) {
      await update('one', { $inc: { n: 1 }, $push: { list: n } });
      say('counted');
    }
  };
  const move = async (): Promise<void> => {
    for (;;) {
      const transaction = await store.startTransaction(new Date());
      await update('from', { $inc: { n: -1 } }, 'counters', transaction);
      await update('to', { $inc: { n: 1 } }, 'others', transaction);
      await store.commitTransaction(transaction);
      say('committed');
    }
  };
  await Promise.all([insert(), insert(), count(), move()]);
}

void main(process.argv[2] ?? '');

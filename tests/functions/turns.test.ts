import { takeTurns, type Run } from '../../cloudfunctions/jobs/turns';

/** Sweeps of pieces that each take some of a time that only they make pass. */
class Table {
  time = 0;
  readonly done: Record<string, number> = {};
  readonly failed: string[] = [];

  sweep(name: string, pieces: number, each: number, failsAt = Infinity): Run {
    const pass = () => (this.time += each);
    const count = () => (this.done[name] = (this.done[name] ?? 0) + 1);
    async function* slices() {
      for (let piece = 1; piece <= pieces; piece += 1) {
        await Promise.resolve();
        pass();
        if (piece === failsAt) throw new Error(name);
        count();
        yield;
      }
    }
    return { slices: slices(), over: false, fail: () => void this.failed.push(name) };
  }

  take = (runs: readonly Run[], until: number) => takeTurns(runs, until, () => this.time);
}

describe('sweeps that work in turns', () => {
  it('leave nothing undone that there is time for', async () => {
    const table = new Table();
    const runs = [table.sweep('a', 3, 1000), table.sweep('b', 1, 1000)];
    await table.take(runs, 40_000);
    expect(table.done).toEqual({ a: 3, b: 1 });
    expect(runs.map(({ over }) => over)).toEqual([true, true]);
  });

  it('end when the time is up, and know that something is left', async () => {
    const table = new Table();
    const run = table.sweep('a', Infinity, 1000);
    await table.take([run], 40_000);
    expect(table.done).toEqual({ a: 40 });
    expect(run.over).toBe(false);
  });

  it('begin nothing when there is no time at all', async () => {
    const table = new Table();
    await table.take([table.sweep('a', 1, 1)], 0);
    expect(table.done).toEqual({});
  });

  it('each get their turn, however much the others have to do', async () => {
    const table = new Table();
    const busy = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => table.sweep(name, Infinity, 100));
    await table.take([...busy, table.sweep('short', 2, 100)], 40_000);
    expect(table.done['short']).toBe(2);
    const most = Math.max(...Object.values(table.done));
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
      expect(table.done[name]).toBeGreaterThan(most / 3);
    }
  });

  it('end alone where one fails: the others go on', async () => {
    const table = new Table();
    await table.take([table.sweep('bad', 5, 10, 2), table.sweep('good', 5, 10)], 40_000);
    expect(table.failed).toEqual(['bad']);
    expect(table.done).toEqual({ bad: 1, good: 5 });
  });

  it('do not wait for one that hangs', async () => {
    const table = new Table();
    async function* hangs() {
      await new Promise(() => undefined);
      yield;
    }
    const hanging = { slices: hangs(), over: false, fail: () => undefined };
    void table.take([hanging, table.sweep('good', 5, 10)], 40_000);
    await new Promise(setImmediate);
    expect(table.done).toEqual({ good: 5 });
  });
});

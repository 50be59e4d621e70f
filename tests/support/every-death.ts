import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { contract, type FunctionName } from '#domain/contract';
import { exampleCases } from './examples/index';
import { Deaths } from './faults';
import { Scene } from './scene';

/** Where the tables are kept: what each call was answered that was sent again after each death. */
const TABLES = resolve(__dirname, '../../.local/faults');

/** More requests than any call makes. */
const REQUESTS = 100;

const casesOf = (fn: FunctionName) => exampleCases.filter(({ action }) => contract[action].fn === fn);

/**
 * Every request of every action of a function fails, before and after it takes effect, and the process dies there; the
 * call is sent again and not sent again (I7). Whatever was left, the jobs bring in order.
 */
export function everyDeathIn(fn: FunctionName): void {
  let deaths: Deaths;
  let scene: Scene;
  const table = ['action | requests | answered after a death before and after each'];
  beforeAll(async () => {
    scene = await Scene.build();
    deaths = new Deaths(scene);
  });
  afterAll(async () => {
    mkdirSync(TABLES, { recursive: true });
    writeFileSync(join(TABLES, `${fn}.txt`), `${table.join('\n')}\n`);
    await scene.world.emulator.close();
  });

  it.each(casesOf(fn))('$name', async ({ name, action, example }) => {
    expect(await deaths.undisturbed(action, example)).toEqual({ again: 'OK', broken: [] });
    const faults: string[] = [];
    const answers: string[] = [];
    let request = 0;
    for (let over = false; !over && request < REQUESTS; request += over ? 0 : 1) {
      for (const when of ['before', 'after'] as const) {
        const outcomes = await deaths.outcomes(action, example, { request, when });
        over ||= outcomes === null;
        for (const { again, broken } of outcomes ?? []) {
          if (again !== null) answers.push(again);
          faults.push(...broken.map((line) => `${when} ${request}, again ${again ?? 'not'}: ${line}`));
        }
      }
    }
    table.push(`${name} | ${request} | ${answers.join(' ')}`);
    expect(faults).toEqual([]);
  });
}

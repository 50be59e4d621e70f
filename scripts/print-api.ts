import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract, type ActionName } from '#domain/contract';
import { limitOf } from '#domain/contract/limits';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { lives } from '../cloudfunctions/lives';
import { roundTripsOf } from '../cloudfunctions/budget';

export const API_PAGE = join(__dirname, '../docs/api.md');
export const LIVES_PAGE = join(__dirname, '../docs/lives.md');
export const CALLS_FILE = join(__dirname, '../miniprogram/domain/contract/calls.ts');

const actions = Object.keys(contract) as ActionName[];

const rowOf = (action: ActionName): string => {
  const { fn, rule, writes, errors } = contract[action];
  const trips = rule === 'system' ? '' : String(roundTripsOf(action));
  const does = writes ? 'writes' : 'reads';
  return `| ${[action, fn, rule, does, trips, oftenOf(action), errors.join(' ')].join(' | ')} |`;
};

/** '600 in 10 minutes' */
function oftenOf(action: ActionName): string {
  const { times, per } = limitOf(action);
  const [unit, length] =
    per % DAY === 0 ? ['day', DAY] : per % HOUR === 0 ? ['hour', HOUR] : ['minute', MINUTE];
  const many = per / length;
  return many === 1 ? `${times} a ${unit}`.replace('a hour', 'an hour') : `${times} in ${many} ${unit}s`;
}

/** Every action of the contract, as a page to look things up in. */
export const apiPage = (): string =>
  [
    '# Every action',
    'Printed from the contract and the budget by `npm run api`; a test holds it to them. Who may call is explained in',
    '`domain/accounts/access.ts`. Trips are calls of the database that one call may cost; how often is for one WeChat identity',
    '(`domain/contract/limits.ts`). Beside the errors here any action may answer those of the call itself (`domain/contract.ts`).',
    '',
    '| action | function | who | | trips | how often | errors |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...actions.map(rowOf),
    '',
  ].join('\n');

/** The fields that a record has only for a time, as a page. */
export const livesPage = (): string =>
  [
    '# The life of fields',
    'Printed from `cloudfunctions/lives.ts` by `npm run api`; a test holds it to that, and that to the code. Those of a sign-up are',
    'in [places](concepts/places.md). Files are below `cloudfunctions`.',
    ...Object.entries(lives).flatMap(([record, fields]) => [
      '',
      `## ${record}`,
      '| field | while | set by | dropped by | read by |',
      '| --- | --- | --- | --- | --- |',
      ...Object.entries(fields).map(
        ([field, life]) => `| ${[field, life.while, life.setBy, life.droppedBy, life.readBy].join(' | ')} |`,
      ),
    ]),
    '',
  ].join('\n');

/** What a phone has to know of an action in order to call it, as code. */
export const callsFile = (): string =>
  [
    "import type { contract } from '../contract';",
    '',
    '/**',
    ' * Where each action runs, and whether it takes a nonce: all that a phone needs in order to call it, without the schemas.',
    ' * Printed from the contract by `npm run api`; what does not agree with it does not compile.',
    ' */',
    'export const calls = {',
    ...actions.map((action) => {
      const { fn, writes } = contract[action];
      return `  '${action}': { fn: '${fn}', writes: ${String(writes)} },`;
    }),
    '} as const satisfies {',
    "  [A in keyof typeof contract]: Pick<(typeof contract)[A], 'fn' | 'writes'>;",
    '};',
    '',
  ].join('\n');

if (require.main === module) {
  writeFileSync(CALLS_FILE, callsFile());
  writeFileSync(API_PAGE, apiPage());
  writeFileSync(LIVES_PAGE, livesPage());
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract, type ActionName } from '#domain/contract';
import { lives } from '../cloudfunctions/lives';
import { roundTripsOf } from '../cloudfunctions/budget';

export const API_PAGE = join(__dirname, '../docs/api.md');
export const LIVES_PAGE = join(__dirname, '../docs/lives.md');

const rowOf = (action: ActionName): string => {
  const { fn, rule, writes, errors } = contract[action];
  const trips = rule === 'system' ? '' : String(roundTripsOf(action));
  return `| ${action} | ${fn} | ${rule} | ${writes ? 'writes' : 'reads'} | ${trips} | ${errors.join(' ')} |`;
};

/** Every action of the contract, as a page to look things up in. */
export const apiPage = (): string =>
  [
    '# Every action',
    'Printed from the contract and the budget by `npm run api`; a test holds it to them. Who may call is explained in',
    '`domain/accounts/access.ts`. Trips are calls of the database that one call may cost. Beside the errors here any action may',
    'answer those of the call itself (`domain/contract.ts`).',
    '',
    '| action | function | who | | trips | errors |',
    '| --- | --- | --- | --- | --- | --- |',
    ...(Object.keys(contract) as ActionName[]).map(rowOf),
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

if (require.main === module) {
  writeFileSync(API_PAGE, apiPage());
  writeFileSync(LIVES_PAGE, livesPage());
}

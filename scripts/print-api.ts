import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract, type ActionName } from '#domain/contract';
import { roundTripsOf } from '../cloudfunctions/budget';

export const API_PAGE = join(__dirname, '../docs/api.md');

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

if (require.main === module) writeFileSync(API_PAGE, apiPage());

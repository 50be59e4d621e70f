/**
 * Proves a backup against a root that left the database: the log has one of each night, the people of the city office
 * were sent it, and anybody may have copied it from the public page.
 *
 *   npm run audit -- <folder> --root <64 letters and digits>
 *
 * The folder holds hours.json, audit.json and seals.json as CloudBase's console exports a collection: a document a
 * line. Prints what does not hold, and ends with 1 where anything does not.
 */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { EJSON } from 'bson';
import { ledgerFault, type LedgerLine } from '../miniprogram/domain/hours/ledger';
import { chainFault, recordHash, sealFault, tallyOf, type Seal } from '../miniprogram/domain/hours/seals';
import type { AuditDocument, HoursDocument, SealDocument } from '../cloudfunctions/documents';
import { lineOf, sealOf } from '../cloudfunctions/hours/views';

export interface Backup {
  readonly hours: readonly HoursDocument[];
  readonly audit: readonly AuditDocument[];
  readonly seals: readonly SealDocument[];
}

/** What in a backup does not hold, in words; empty where all of it does, up to the day of this root. */
export function backupFaults({ hours, audit, seals }: Backup, root: string): string[] {
  const days = seals.map(sealOf).sort((a, b) => a.from - b.from);
  const last = days.findIndex((seal) => seal.root === root);
  if (last < 0) return ['No day of this backup was sealed with this root.'];
  const proven = days.slice(0, last + 1);
  const chain = chainFault(proven);
  const first = proven[0]?.previous === '' ? [] : ['The first seals are missing.'];
  return [
    ...first,
    ...(chain ? [`Seal of ${chain.day}: ${chain.fault}`] : []),
    ...proven.flatMap((seal) => dayFaults(seal, hours, audit)),
    ...ledgerFaults(hours),
  ];
}

function dayFaults(seal: Seal, hours: readonly HoursDocument[], audit: readonly AuditDocument[]): string[] {
  const isOf = ({ at }: { at: Date }): boolean => at.getTime() >= seal.from && at.getTime() < seal.to;
  const ledger = tallyOf(hours.filter(isOf).map(({ hash }) => hash));
  const fault = sealFault(seal, { ledger, audit: tallyOf(audit.filter(isOf).map(recordHash)) });
  return fault ? [`Records of ${seal.day}: ${fault}`] : [];
}

function ledgerFaults(hours: readonly HoursDocument[]): string[] {
  const ledgers = new Map<string, LedgerLine[]>();
  for (const line of hours.map(lineOf)) {
    const own = ledgers.get(line.accountId) ?? [];
    ledgers.set(line.accountId, [...own, line]);
  }
  return [...ledgers].flatMap(([accountId, lines]) => {
    const fault = ledgerFault(lines.sort((a, b) => a.seq - b.seq));
    return fault ? [`Ledger of ${accountId}, line ${fault.seq}: ${fault.fault}`] : [];
  });
}

/** @param file a document a line, in MongoDB's extended JSON. */
async function documentsIn<T>(file: string): Promise<T[]> {
  const documents: T[] = [];
  for await (const line of createInterface({ input: createReadStream(file) }))
    if (line.trim() !== '') documents.push(EJSON.parse(line) as T);
  return documents;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { root: { type: 'string' } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined || values.root === undefined) {
    console.error('npm run audit -- <folder> --root <root>');
    process.exitCode = 2;
    return;
  }
  const backup = {
    hours: await documentsIn<HoursDocument>(join(folder, 'hours.json')),
    audit: await documentsIn<AuditDocument>(join(folder, 'audit.json')),
    seals: await documentsIn<SealDocument>(join(folder, 'seals.json')),
  };
  const faults = backupFaults(backup, values.root);
  for (const fault of faults) console.log(fault);
  const { hours, audit, seals } = backup;
  console.log(`${hours.length} ledger lines, ${audit.length} audit lines, ${seals.length} sealed days read.`);
  console.log(faults.length === 0 ? 'All of it is what was sealed.' : `${faults.length} faults.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

if (require.main === module) void main();

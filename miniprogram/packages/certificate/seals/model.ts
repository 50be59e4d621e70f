import { chainFault, type SealFault } from '../../../domain/hours/seals';
import type { SealView } from '../../../domain/hours/views';
import { dayWords } from '../words';

export interface SealRow {
  readonly day: string;
  readonly dayText: string;
  /** '12 条时长，3 条操作' */
  readonly counts: string;
  readonly root: string;
  /** In groups of eight letters, to be compared by eye. */
  readonly spelled: string;
  /** What no longer agrees; empty while all does. */
  readonly fault: string;
}

const faultWords: Readonly<Record<SealFault, string>> = {
  LEDGER: '这一天的时长记录和封存时不一样了',
  AUDIT: '这一天的工作人员操作记录和封存时不一样了',
  ROOT: '这一天的封存本身被改过',
  CHAIN: '这一天的封存和前一天接不上',
};

/** Latest first; the phone checks by itself that each goes on from the one before. */
export function sealRows(seals: readonly SealView[]): SealRow[] {
  const broken = chainFault([...seals].reverse());
  return seals.map(({ day, ledger, audit, root, fault }) => {
    const found = broken?.day === day ? broken.fault : fault;
    return {
      day,
      dayText: dayWords(day),
      counts: `${ledger.count} 条时长记录，${audit.count} 条工作人员操作`,
      root,
      spelled: (root.match(/.{1,8}/g) ?? []).join(' '),
      fault: found === null ? '' : faultWords[found],
    };
  });
}

import type { HomeVisit } from '../../../domain/visits/views';
import { moment, span } from '../../../services/format';

export interface VisitRow {
  readonly signupId: string;
  readonly when: string;
  readonly who: string;
  readonly slotName: string;
  readonly address: string;
  readonly note: string;
  readonly phone: string;
}

export function visitRow(home: HomeVisit, now: number): VisitRow {
  const { signupId, slotName, name, party, visit } = home;
  return {
    signupId,
    when: visit ? moment(visit.at, now) : span(home, now),
    who: party > 1 ? `${name}，${party} 人` : name,
    slotName,
    address: visit ? `${visit.area} ${visit.address}` : '没有写地址，请先打电话问',
    note: visit?.note ?? '',
    phone: visit?.phone ?? home.phone,
  };
}

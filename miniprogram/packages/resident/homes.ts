import { homeFields, type Visit } from '../../domain/visits/visit';
import { fieldFault } from '../../services/fields';
import { kept } from '../../services/storage';

/** A home as typed, and those that were said before: they stay on this phone, and go with the account. */
export type HomeTyped = Readonly<Pick<Visit, 'area' | 'address' | 'phone' | 'note'>>;

export const nobodyHome: HomeTyped = { area: '', address: '', phone: '', note: '' };

/** Of grandmother, of mother and one's own. */
const MOST = 3;
const homes = kept<readonly HomeTyped[]>('homes');

export const earlierHomes = (): readonly HomeTyped[] => homes.read() ?? [];

export function rememberHome({ area, address, phone, note }: HomeTyped): void {
  const others = earlierHomes().filter((home) => home.area !== area || home.address !== address);
  homes.write([{ area, address, phone, note }, ...others].slice(0, MOST));
}

/** The first thing that does not fit, in words; nothing when all is well. */
export const homeFault = ({ area, address, phone, note }: HomeTyped): string =>
  fieldFault(homeFields.area, area, '请选在哪个乡镇或街道') ||
  fieldFault(homeFields.address, address, '请写门牌地址') ||
  fieldFault(homeFields.phone, phone, '请留一个打得通的电话') ||
  fieldFault(homeFields.note, note, '');

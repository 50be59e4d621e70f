import type { ManagedShop } from '../../../domain/benefits/views';
import type { Input } from '../../../domain/contract';
import { shopFields } from '../../../domain/benefits/schemas';
import type { Place } from '../../../domain/geo';
import { spokenName } from '../../../domain/stations/rules';
import { fieldFault, thoseSaid } from '../../../services/fields';

/** As it is being typed. */
export interface ShopForm {
  readonly name: string;
  readonly category: string;
  readonly address: string;
  readonly phone: string;
  readonly hours: string;
  readonly place: Place | null;
  readonly stationId: string;
  readonly stationName: string;
}

export const emptyForm: ShopForm = {
  name: '',
  category: '',
  address: '',
  phone: '',
  hours: '',
  place: null,
  stationId: '',
  stationName: '',
};

export function formOf(shop: ManagedShop): ShopForm {
  const { name, category, address, phone, hours, place, stationId, stationName } = shop;
  return { name, category, address, phone, hours, place, stationId, stationName: spokenName(stationName) };
}

/** Nothing found wrong. */
export const noFaults: Faults = {};

export type Faults = Partial<Record<'name' | 'category' | 'place' | 'phone' | 'hours' | 'station', string>>;

const NO_PLACE = '请在地图上选店的位置，并写明地址';

export const faultsOf = ({ name, category, address, phone, hours, place, stationId }: ShopForm): Faults =>
  thoseSaid({
    name: fieldFault(shopFields.name, name, '请写店名'),
    category: category === '' ? '请选一类' : '',
    place: place ? fieldFault(shopFields.address, address, NO_PLACE) : NO_PLACE,
    phone: fieldFault(shopFields.phone, phone, '请写手机，或带区号的座机'),
    hours: fieldFault(shopFields.hours, hours, ''),
    station: stationId === '' ? '请选联系它的站点' : '',
  });

/** What is sent; null while something is missing. */
export function inputOf(form: ShopForm, shopId: string): Input<'benefits.saveShop'> | null {
  const { name, category, address, phone, hours, place, stationId } = form;
  if (!place || Object.keys(faultsOf(form)).length > 0) return null;
  const facts = { name, category, address, phone, hours, place, stationId };
  return shopId === '' ? facts : { ...facts, shopId };
}

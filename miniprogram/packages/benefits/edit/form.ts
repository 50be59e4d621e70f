import * as v from 'valibot';
import type { ManagedShop } from '../../../domain/benefits/views';
import type { Input } from '../../../domain/contract';
import { telephone } from '../../../domain/fields';
import type { Place } from '../../../domain/geo';
import { spokenName } from '../../../domain/stations/rules';

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
  ...{
    name: '',
    category: '',
    address: '',
    phone: '',
    hours: '',
    place: null,
    stationId: '',
    stationName: '',
  },
};

export function formOf(shop: ManagedShop): ShopForm {
  const { name, category, address, phone, hours, place, stationId, stationName } = shop;
  return { name, category, address, phone, hours, place, stationId, stationName: spokenName(stationName) };
}

/** Nothing found wrong. */
export const noFaults: Faults = {};

export type Faults = Partial<Record<'name' | 'category' | 'place' | 'phone' | 'station', string>>;

export function faultsOf(form: ShopForm): Faults {
  return {
    ...(form.name.trim() === '' && { name: '请写店名' }),
    ...(form.category === '' && { category: '请选一类' }),
    ...((!form.place || form.address.trim() === '') && { place: '请在地图上选店的位置，并写明地址' }),
    ...(!v.is(telephone, form.phone.trim()) && { phone: '请写手机，或带区号的座机' }),
    ...(form.stationId === '' && { station: '请选联系它的站点' }),
  };
}

/** What is sent; null while something is missing. */
export function inputOf(form: ShopForm, shopId: string): Input<'benefits.saveShop'> | null {
  const { name, category, address, phone, hours, place, stationId } = form;
  if (!place || Object.keys(faultsOf(form)).length > 0) return null;
  const facts = { name, category, address, phone: phone.trim(), hours, place, stationId };
  return shopId === '' ? facts : { ...facts, shopId };
}

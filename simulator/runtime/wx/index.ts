/** The global `wx` of one phone. Anything that is not in these families fails loudly, by its name. */
import type { PhoneHost } from '../host';
import type { ApiTable } from './api';
import { navigationApis } from './navigation';
import { storageApis } from './storage';

const FAMILIES: readonly ((host: PhoneHost) => ApiTable)[] = [storageApis, navigationApis];

/** Names that engines and promises look for on any object. */
const ORDINARY = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
]);

export function createWx(host: PhoneHost): object {
  const table = Object.fromEntries(FAMILIES.flatMap((family) => Object.entries(family(host))));
  return new Proxy(table, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target || ORDINARY.has(name))
        return Reflect.get(target, name) as unknown;
      return host.unsupported('api', `wx.${name}`);
    },
  });
}

/** All names that `wx` answers to, for canIUse and the README. */
export function apiNames(wx: object): string[] {
  return Object.keys(wx).sort();
}

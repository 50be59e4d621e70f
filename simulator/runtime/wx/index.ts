/** The global `wx` of one phone. Anything that is not in these families fails loudly, by its name. */
import { BUILTINS, SUPPORTED_TAGS } from '../components';
import type { PhoneHost } from '../host';
import { animationApis } from './animation';
import { loud, type ApiTable } from './api';
import { bytesApis } from './bytes';
import { cloudApis } from './cloud';
import { deviceApis } from './device';
import { fileApis } from './files';
import { interactionApis } from './interaction';
import { locationApis } from './location';
import { mediaApis } from './media';
import { messageApis } from './messages';
import { navigationApis } from './navigation';
import { privacyApis } from './privacy';
import { queryApis } from './query';
import { settingApis } from './settings';
import { storageApis } from './storage';
import { systemApis } from './system';

const FAMILIES: readonly ((host: PhoneHost) => ApiTable)[] = [
  animationApis,
  bytesApis,
  cloudApis,
  deviceApis,
  fileApis,
  interactionApis,
  locationApis,
  mediaApis,
  messageApis,
  navigationApis,
  privacyApis,
  queryApis,
  settingApis,
  storageApis,
  systemApis,
];

/** `wx.canIUse('getLocation.object.type')`, `'button.open-type.share'`: true where this phone has the first part. */
function canIUse(table: ApiTable, schema: string): boolean {
  const [name = '', second = ''] = schema.split('.');
  if (name in table) return !(name === 'cloud' && second) || second in (table[name] as object);
  if (!SUPPORTED_TAGS.includes(name)) return false;
  const builtin = BUILTINS.find(({ tag }) => tag === name);
  const attribute = second.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return second === '' || !builtin || builtin.attributes.includes(attribute);
}

export function createWx(host: PhoneHost): object {
  const table: Record<string, unknown> = Object.fromEntries(
    FAMILIES.flatMap((family) => Object.entries(family(host))),
  );
  table['cloud'] = loud(host, table['cloud'] as ApiTable, 'wx.cloud');
  table['canIUse'] = (schema: string) => canIUse(table, schema);
  return loud(host, table, 'wx');
}

/** All names that `wx` answers to, for the README. */
export function apiNames(wx: object): string[] {
  return Object.keys(wx).sort();
}

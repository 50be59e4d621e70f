/** The global `wx` of one phone. What is not in these families is undefined, as pages expect that ask first. */
import { BUILTINS, SUPPORTED_TAGS } from '../components';
import type { PhoneHost } from '../host';
import { animationApis } from './animation';
import { askable, type ApiTable } from '../api';
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

/** Attributes of the tags that are drawn as plain elements. */
const HOVER = ['hoverClass', 'hoverStopPropagation', 'hoverStartTime', 'hoverStayTime'];
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  view: HOVER,
  text: ['userSelect', 'selectable'],
};

function canUseTag(tag: string, attribute: string | undefined, value: string | undefined): boolean {
  const builtin = BUILTINS.find((candidate) => candidate.tag === tag);
  if (attribute === undefined) return true;
  const name = attribute.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
  if (!(builtin?.attributes ?? PLAIN[tag] ?? []).includes(name)) return false;
  const values = builtin?.values[name];
  return value === undefined || values === undefined || values.includes(value);
}

/** `wx.canIUse('getLocation.object.type')`, `'button.open-type.share'`: of APIs, only the name is looked at. */
function canIUse(table: ApiTable, schema: string): boolean {
  const [name = '', second, third] = schema.split('.');
  if (name in table) return name !== 'cloud' || second === undefined || second in (table[name] as object);
  return SUPPORTED_TAGS.includes(name) && canUseTag(name, second, third);
}

export function createWx(host: PhoneHost): object {
  const table: Record<string, unknown> = Object.fromEntries(
    FAMILIES.flatMap((family) => Object.entries(family(host))),
  );
  table['cloud'] = askable(table['cloud'] as ApiTable, 'wx.cloud');
  table['canIUse'] = (schema: string) => canIUse(table, schema);
  return askable(table, 'wx');
}

/** All names that `wx` answers to, for the README. */
export function apiNames(wx: object): string[] {
  return Object.keys(wx).sort();
}

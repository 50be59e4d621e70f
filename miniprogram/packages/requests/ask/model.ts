import { telephone, text } from '../../../domain/fields';
import type { Urgency } from '../../../domain/request-rules';
import type { Input } from '../../../domain/contract';
import type { Place } from '../../../domain/geo';
import { WORDS_AT_MOST } from '../../../domain/requests/views';
import { personName } from '../../../domain/names';
import { DAY, startOfDay, type Instant } from '../../../domain/time';
import { fieldFault } from '../../../services/fields';

/** What is typed and chosen. */
export interface Entry {
  readonly category: string;
  readonly urgency: Urgency;
  readonly words: string;
  /** When it would suit; see `whens`. */
  readonly when: When;
  readonly address: string;
  /** For whom: oneself, or somebody who is named below. */
  readonly other: boolean;
  readonly name: string;
  readonly phone: string;
  readonly agreed: boolean;
}

export const emptyEntry: Entry = {
  category: '',
  urgency: 'ordinary',
  words: '',
  when: 'any',
  address: '',
  other: false,
  name: '',
  phone: '',
  agreed: false,
};

/** Nothing of where somebody lives, and of somebody else, is written to the phone. */
export const SECRET = ['address', 'name', 'phone'] as const;

export type When = 'any' | 'today' | 'tomorrow' | 'week';
export const whens: readonly { id: When; name: string }[] = [
  { id: 'any', name: '什么时候都行' },
  { id: 'today', name: '今天' },
  { id: 'tomorrow', name: '明天' },
  { id: 'week', name: '一周以内' },
];

function windowOf(when: When, now: Instant): { from: Instant; to: Instant } | undefined {
  const today = startOfDay(now);
  switch (when) {
    case 'any':
      return undefined;
    case 'today':
      return { from: now, to: today + DAY };
    case 'tomorrow':
      return { from: today + DAY, to: today + 2 * DAY };
    case 'week':
      return { from: now, to: today + 7 * DAY };
  }
}

/** The first thing that is missing, in words, and where; null when all is there. */
export function faultOf(entry: Entry, stationId: string): { field: string; words: string } | null {
  const { category, words, other, name, phone, agreed } = entry;
  if (category === '') return { field: 'category', words: '请选一样' };
  const said = fieldFault(text(WORDS_AT_MOST), words, '请写一写要帮什么');
  if (said) return { field: 'words', words: said };
  if (other) {
    const who = fieldFault(personName, name, '请写他怎么称呼');
    if (who) return { field: 'name', words: who };
    const reach = fieldFault(telephone, phone, '请填能找到他的电话');
    if (reach) return { field: 'phone', words: reach };
    if (!agreed) return { field: 'agreed', words: '要先问过本人' };
  }
  return stationId === '' ? { field: 'station', words: '请选一个站点' } : null;
}

/** What is sent of it. */
export function askInput(
  entry: Entry,
  about: { readonly stationId: string; readonly place: Place | null; readonly hotline: boolean },
  now: Instant,
): Input<'requests.ask'> {
  const { category, urgency, words, address, other, name, phone, agreed, when } = entry;
  const wanted = windowOf(when, now);
  return {
    category,
    urgency,
    words,
    address,
    stationId: about.stationId,
    origin: about.hotline ? 'hotline' : other ? 'behalf' : 'self',
    ...(about.place && { place: about.place }),
    ...(wanted && { wanted }),
    ...(other && { person: { name, phone, agreed } }),
  };
}

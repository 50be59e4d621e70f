import { callFields, listFields } from '../../../domain/callups/schemas';
import type { Preview } from '../../../domain/callups/views';
import type { Input } from '../../../domain/contract';
import type { Place } from '../../../domain/geo';
import { fieldFault, thoseSaid } from '../../../services/fields';

type Call = Input<'callups.call'>;
type Reach = Call['list']['reach'];

/** As it is being typed. */
export interface CallForm {
  readonly title: string;
  readonly words: string;
  readonly drill: boolean;
  readonly phone: string;
  readonly venueName: string;
  readonly address: string;
  readonly place: Place | null;
  /** Who calls. */
  readonly stationId: string;
  readonly stationName: string;
  /** The phase. */
  readonly name: string;
  readonly skills: readonly string[];
  /** So many metres around the place; 0: all under the station. */
  readonly metres: number;
}

export const emptyForm: CallForm = {
  title: '',
  words: '',
  drill: false,
  phone: '',
  venueName: '',
  address: '',
  place: null,
  stationId: '',
  stationName: '',
  name: '抢险',
  skills: [],
  metres: 0,
};

/** After a flood one follows the other. */
export const phases = ['抢险', '清淤', '消杀', '水电', '心理疏导'].map((name) => ({ id: name, name }));

export const distances = [
  { id: '0', name: '站点下面的全部队伍' },
  { id: '3000', name: '3 公里内的队伍' },
  { id: '10000', name: '10 公里内的队伍' },
  { id: '30000', name: '30 公里内的队伍' },
];

type Field = 'title' | 'words' | 'phone' | 'venue' | 'station' | 'name';
export type Faults = Partial<Record<Field, string>>;
export const noFaults: Faults = {};

const NO_PLACE = '请在地图上选集合的地方';

/** Of the next phase only the list is asked for. */
export function faultsOf(form: CallForm, phaseOnly: boolean): Faults {
  const name = fieldFault(listFields.name, form.name, '请写这一批做什么');
  if (phaseOnly) return thoseSaid({ name, venue: form.metres > 0 && !form.place ? NO_PLACE : '' });
  return thoseSaid({
    name,
    title: fieldFault(callFields.title, form.title, '请写什么事'),
    words: fieldFault(callFields.words, form.words, '请写要做什么、带什么'),
    phone: fieldFault(callFields.phone, form.phone, '请写联系电话'),
    venue: form.place ? fieldFault(callFields.venue.entries.name, form.venueName, NO_PLACE) : NO_PLACE,
    station: form.stationId === '' ? '请选由哪里召集' : '',
  });
}

/** Null while it cannot be said yet. */
export function reachOf({ metres, place, stationId }: CallForm): Reach | null {
  if (metres > 0) return place ? { kind: 'near', place, metres } : null;
  return stationId === '' ? null : { kind: 'area', areaId: stationId };
}

export function inputOf(form: CallForm): Call | null {
  const reach = reachOf(form);
  const { title, words, drill, phone, venueName, address, place, stationId, name, skills } = form;
  if (!reach || !place) return null;
  const venue = { name: venueName, address, place };
  return { stationId, title, words, drill, phone, venue, list: { name, skills: [...skills], reach } };
}

export function previewWords({ teams, people }: Preview, skilled: boolean): string {
  if (teams === 0) return '这里没有队伍，一个人也叫不到';
  const who = `${teams} 支队伍，最多 ${people} 人`;
  return skilled ? `${who}；其中有这些特长的才会通知` : `会通知 ${who}`;
}

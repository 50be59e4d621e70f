import type { CallHead } from '../../../domain/callups/views';
import { moment } from '../../../services/format';

export interface CallRow {
  readonly id: string;
  readonly title: string;
  readonly drill: boolean;
  readonly about: string;
}

export const callRow =
  (now: number) =>
  ({ id, title, drill, stationName, at }: CallHead): CallRow => ({
    id,
    title,
    drill,
    about: `${moment(at, now)} · ${stationName}`,
  });

export const whichChips = [
  { id: 'open', name: '正在召集' },
  { id: 'over', name: '已经结束' },
];

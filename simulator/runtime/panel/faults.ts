import type { World } from '../framework/world';
import { element } from '../shell/dom';

const next = (fails: 'answerLost' | number): Partial<World> => ({
  nextCall: { fails, containing: '', times: 1 },
});

/** What can be let go wrong, beside a network that is gone. */
const FAULTS: readonly (readonly [string, Partial<World>])[] = [
  ['网络连着，但没有回音', { weak: true }],
  ['下一次调用：做了，但回答丢了', next('answerLost')],
  ['下一次调用：数据库出错 -502001', next(-502001)],
  ['下一次调用：太忙 -501004', next(-501004)],
  ['下一次定位失败', { failingFixes: 1 }],
  ['存储满了', { storageFull: true }],
  ['存储又有空了', { storageFull: false }],
];

/** A list that lets one of them happen to a phone. */
export function faultList(label: string, happen: (fault: Partial<World>) => void): HTMLSelectElement {
  const select = element('select', { 'aria-label': `${label}边的手机出点问题` });
  select.append(element('option', { value: '' }, '让它出点问题…'));
  for (const [i, [words]] of FAULTS.entries()) select.append(element('option', { value: String(i) }, words));
  select.addEventListener('change', () => {
    const fault = FAULTS[Number(select.value)];
    if (select.value !== '' && fault) happen(fault[1]);
    select.value = '';
  });
  return select;
}

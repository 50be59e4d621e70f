import type { Standing } from '../../domain/callups/rules';

/** What a list says of how somebody stands. */
export const standingWords: Readonly<Record<Standing, string>> = {
  silent: '还没回',
  cannot: '来不了',
  coming: '来了',
  home: '已到家',
  settled: '有说明',
};

/** Nobody is to be frightened by an exercise, on any page. */
export const DRILL = '这是演练，不是真的险情';

import { personas } from './personas';
import { teams } from './teams';
import type { Chance } from './random';

export interface Person {
  readonly openid: string;
  readonly name: string;
  /** Of no network: 139 0000 …. */
  readonly phone: string;
  /** Code of the county where this person lives and helps. */
  readonly county: string;
  readonly kind: 'volunteer' | 'resident' | 'leader';
}

export const counties = ['411202', '411203', '411221', '411224', '411271', '411281', '411282'] as const;
/** Most of what happens does so where most of the personas live. */
const volunteersIn = (county: string): number => (county === counties[0] ? 15 : 9);
const RESIDENTS = 14;

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
];
const givenNames = [
  '志强',
  '秀兰',
  '建军',
  '桂英',
  '海涛',
  '丽娟',
  '国庆',
  '玉梅',
  '晓东',
  '雪莲',
  '振华',
  '淑珍',
  '文博',
  '雅静',
  '春生',
  '红霞',
  '子轩',
  '思雨',
  '永福',
  '凤琴',
  '新民',
  '彩云',
  '一鸣',
  '佳怡',
  '长河',
  '瑞芳',
  '鹏飞',
  '月娥',
  '天佑',
  '梦洁',
  '万里',
  '素萍',
  '俊杰',
  '慧敏',
  '金锁',
  '爱莲',
  '昊然',
  '诗涵',
  '满仓',
  '翠花',
];

const phoneOf = (n: number): string => `1390000${String(n).padStart(4, '0')}`;

/** Everyone of the city but those who have never opened the mini-program. */
export function peopleOf(chance: Chance): Person[] {
  const taken = new Set<string>([...personas.map((p) => p.name), ...teams.map((t) => t.leaderName)]);
  const freshName = (): string => {
    const name = chance.pick(surnames) + chance.pick(givenNames);
    if (taken.has(name)) return freshName();
    taken.add(name);
    return name;
  };
  const known: Omit<Person, 'phone'>[] = [
    { openid: 'o-li-daye', name: '李大爷', county: '411202', kind: 'resident' },
    { openid: 'o-chen-xiaoyu', name: '陈晓雨', county: '411202', kind: 'volunteer' },
    { openid: 'o-zhao-lei', name: '赵磊', county: '411202', kind: 'volunteer' },
    { openid: 'o-sun-yue', name: '孙月', county: '411202', kind: 'volunteer' },
    { openid: 'o-officer', name: '郑主任', county: '411202', kind: 'leader' },
    ...teams.map((t) => ({
      openid: t.leader,
      name: t.leaderName,
      county: t.county,
      kind: 'leader' as const,
    })),
    ...counties.flatMap((county) =>
      Array.from({ length: volunteersIn(county) }, (_, i) => ({
        openid: `o-volunteer-${county}-${String(i + 1)}`,
        name: freshName(),
        county,
        kind: 'volunteer' as const,
      })),
    ),
    ...Array.from({ length: RESIDENTS }, (_, i) => ({
      openid: `o-resident-${String(i + 1)}`,
      name: freshName(),
      county: counties[i % counties.length] ?? counties[0],
      kind: 'resident' as const,
    })),
    // Keeps a shop, and is in nobody's plans.
    { openid: 'o-keeper', name: '马春来', county: '411202', kind: 'leader' },
  ];
  return known.map((p, i) => ({ ...p, phone: phoneOf(i + 1) }));
}

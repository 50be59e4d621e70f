export interface SeedTeam {
  readonly name: string;
  readonly category: string;
  /** County where it helps; it is at home at the county's centre, or the city's. */
  readonly county: string;
  readonly stationId: string;
  readonly leader: string;
  readonly leaderName: string;
}

const team = (
  name: string,
  category: string,
  county: string,
  leader: string,
  leaderName: string,
  stationId = county,
): SeedTeam => ({ name, category, county, stationId, leader, leaderName });

/** Two teams of each category, so that every county has some. */
export const teams: readonly SeedTeam[] = [
  team('黄河岸边宣讲队', 'theory', '411202', 'o-leader-01', '何卫东'),
  team('灵宝市板凳课堂宣讲队', 'theory', '411282', 'o-leader-02', '许春梅'),
  team('陕州区地坑院文化队', 'culture', '411203', 'o-leader-03', '郭守义'),
  team('渑池县仰韶文化讲解队', 'culture', '411221', 'o-leader-04', '杨晓曼'),
  team('湖滨区百姓大舞台', 'arts', '411202', 'o-leader-05', '唐美玲'),
  team('卢氏县山里红文艺队', 'arts', '411224', 'o-leader-06', '程满囤'),
  team('义马市四点半课堂', 'education', '411281', 'o-leader-07', '沈雅文'),
  team('卢氏县大手牵小手助学队', 'education', '411224', 'o-leader-08', '姚建设'),
  team('市区义诊服务队', 'health', '411202', 'o-wang-fang', '王芳', '4112'),
  team('渑池县健康乡村队', 'health', '411221', 'o-leader-09', '秦淑芬'),
  team('开发区小小科学家队', 'science', '411271', 'o-leader-10', '邵一凡'),
  team('义马市银龄手机课堂', 'science', '411281', 'o-leader-11', '夏红旗'),
  team('陕州区普法服务队', 'law', '411203', 'o-ma-jun', '马军'),
  team('开发区法律明白人队', 'law', '411271', 'o-leader-12', '龚正'),
  team('灵宝市果树技术队', 'farming', '411282', 'o-leader-13', '卢金果'),
  team('卢氏县农机帮帮队', 'farming', '411224', 'o-leader-14', '白铁牛'),
  team('灵宝市绿水青山环保队', 'environment', '411282', 'o-liu-xiuying', '刘秀英'),
  team('湖滨区天鹅湖护鸟队', 'environment', '411202', 'o-leader-15', '汪天池'),
  team('湖滨区邻里帮扶队', 'relief', '411202', 'o-leader-16', '任大姐'),
  team('陕州区暖心理发队', 'relief', '411203', 'o-leader-17', '丁师傅'),
  team('市平安应急志愿队', 'rescue', '411202', 'o-zhou-jianguo', '周建国', '4112'),
  team('义马市红袖章巡防队', 'rescue', '411281', 'o-leader-18', '石勇'),
];

/** What teams of a category say of themselves. */
const words: Readonly<Record<string, { about: string; joining: string }>> = {
  theory: { about: '用家常话讲政策、讲身边的变化，讲完留下来答问题。', joining: '会讲、爱讲的都欢迎' },
  culture: { about: '带大家看古迹、讲家乡的故事，教孩子认老物件。', joining: '熟悉本地历史，或愿意学' },
  arts: { about: '每周排练，逢节日到社区和村里演出。', joining: '会唱、会跳、会拉琴的都行' },
  education: { about: '放学以后陪孩子写作业、读书，等家长来接。', joining: '有耐心，高中以上文化' },
  health: {
    about: '量血压、测血糖、教老人认药，讲常见病怎么防。',
    joining: '懂一点医疗，或愿意帮忙维持秩序',
  },
  science: { about: '教老人用手机，带孩子做小实验。', joining: '会用手机、爱动手的都欢迎' },
  law: { about: '免费解答合同、借贷、赡养的事，帮着写简单的文书。', joining: '学过法律，或愿意接待登记' },
  farming: { about: '到田头讲怎么种、怎么管，农忙时帮缺劳力的人家。', joining: '懂果树、会开农机更好' },
  environment: { about: '捡垃圾、护水护鸟，教孩子给垃圾分类。', joining: '走得动、不怕脏就行' },
  relief: { about: '常去看独居老人，帮着打扫、跑腿、理发。', joining: '住得近、能常去' },
  rescue: { about: '汛期巡堤、平时巡防，教大家急救和灭火。', joining: '年满十八岁，身体好' },
};

/** Of a team, as everyone reads it. Nobody answers at these numbers. */
export const wordsFor = ({ category }: SeedTeam, position: number) => ({
  ...(words[category] ?? { about: '', joining: '' }),
  phone: `0398-28300${String(position + 10)}`,
});

export function teamLedBy(openid: string): SeedTeam {
  const found = teams.find((t) => t.leader === openid);
  if (!found) throw new Error(`${openid} leads no team`);
  return found;
}

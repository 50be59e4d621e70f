import type { SlotKind } from '#domain/activities/schemas';

export interface NoticeSlot {
  readonly kind: SlotKind;
  readonly name: string;
  readonly capacity: number;
}

/** What a leader writes when posting, but for place and time. */
export interface Notice {
  /** Category of the team that posts such things. */
  readonly team: string;
  /** Category of the activity. */
  readonly category: string;
  readonly title: string;
  readonly summary: string;
  readonly audience: string;
  readonly bring: string;
  readonly risks: string;
  readonly slots: readonly NoticeSlot[];
}

const shift = (name: string, capacity: number): NoticeSlot => ({ kind: 'shift', name, capacity });
const service = (name: string, capacity: number): NoticeSlot => ({ kind: 'service', name, capacity });
const INDOORS = '室内活动，地面刚拖过时注意防滑。';

export const notices: readonly Notice[] = [
  {
    team: 'theory',
    category: 'theory',
    title: '板凳课堂：医保新政策讲给您听',
    summary: '用家常话讲清今年医保缴费、异地就医怎么办，现场答疑。志愿者帮忙摆桌椅、发资料、登记问题。',
    audience: '附近居民，特别是老年人',
    bring: '可以带上医保卡',
    risks: INDOORS,
    slots: [shift('会务和引导', 8), service('听讲座位', 40)],
  },
  {
    team: 'theory',
    category: 'safety',
    title: '反诈宣传进小区',
    summary: '挨门挨户送反诈提示，教老人识别“养老投资”“冒充公检法”骗局，帮装国家反诈中心应用。',
    audience: '志愿者',
    bring: '红马甲由队里发，请自带饮水',
    risks: '上下楼较多，注意脚下；两人一组，不单独入户。',
    slots: [shift('入户宣传', 10)],
  },
  {
    team: 'culture',
    category: 'customs',
    title: '剪纸老手艺体验课',
    summary: '老艺人手把手教剪窗花，做好的作品带回家。志愿者协助分发材料、照看孩子。',
    audience: '亲子家庭、对剪纸感兴趣的人',
    bring: '材料现场提供',
    risks: '使用剪刀，儿童须有大人陪同。',
    slots: [shift('课堂助教', 6), service('体验名额', 20)],
  },
  {
    team: 'culture',
    category: 'education',
    title: '仰韶故事会',
    summary: '给孩子们讲彩陶、讲先民的日子，一起画一只彩陶罐。',
    audience: '小学生，家长可陪同',
    bring: '水彩笔（没有的现场借）',
    risks: INDOORS,
    slots: [shift('讲解和带班', 6)],
  },
  {
    team: 'arts',
    category: 'customs',
    title: '移风易俗小戏送到家门口',
    summary: '豫剧小戏两出，说的是喜事新办、孝老爱亲。志愿者负责搭台、引导和收场。',
    audience: '附近村民、居民',
    bring: '请穿轻便的鞋',
    risks: '搬运音响道具时量力而行，两人抬放。',
    slots: [shift('搭台和秩序', 10)],
  },
  {
    team: 'arts',
    category: 'education',
    title: '老年书画公益课',
    summary: '从握笔教起，每次写好一个字。笔墨纸砚都有，来了就能写。',
    audience: '60 岁以上的居民',
    bring: '老花镜',
    risks: INDOORS,
    slots: [shift('课堂服务', 5), service('书画座位', 16)],
  },
  {
    team: 'education',
    category: 'education',
    title: '四点半课堂：陪孩子写作业',
    summary: '放学后没人接的孩子，有人陪着写作业、做游戏，等家长下班来接。',
    audience: '大学生、退休教师优先',
    bring: '身份证明，首次参加请提前十分钟到',
    risks: '照看儿童，不得让孩子单独离开。',
    slots: [shift('辅导员', 8)],
  },
  {
    team: 'education',
    category: 'mind',
    title: '青春期心理小课堂',
    summary: '请学校心理老师讲情绪和压力，课后可以单独聊一聊，内容保密。',
    audience: '初中生和家长',
    bring: '',
    risks: INDOORS,
    slots: [shift('签到和引导', 5), service('一对一聊天', 6)],
  },
  {
    team: 'health',
    category: 'health',
    title: '家门口的义诊',
    summary: '内科、中医、眼科医生现场看诊，量血压、测血糖、查视力，不收一分钱。',
    audience: '附近居民，行动不便的可由家人代约',
    bring: '以前的病历、正在吃的药',
    risks: '接触病人请戴口罩；测血糖由护士操作。',
    slots: [shift('分诊和引导', 8), service('看诊号', 30)],
  },
  {
    team: 'health',
    category: 'mind',
    title: '心里话，说出来',
    summary: '心理咨询师坐在这儿，听您说说烦心事。失眠、焦虑、家里闹矛盾，都可以聊。',
    audience: '所有居民，全程保密',
    bring: '',
    risks: INDOORS,
    slots: [shift('接待', 4), service('倾诉时段', 8)],
  },
  {
    team: 'health',
    category: 'health',
    title: '八段锦晨练教学',
    summary: '一招一式慢慢教，动作不到位也没关系，活动开了就好。',
    audience: '中老年人',
    bring: '宽松衣服、运动鞋',
    risks: '有心脏病、高血压的请量力而行，不适马上停下。',
    slots: [shift('领练和看护', 6)],
  },
  {
    team: 'science',
    category: 'science',
    title: '手机不难学：银龄课堂',
    summary: '教老人用手机挂号、缴费、视频通话、叫车。一个志愿者带两位老人，不着急。',
    audience: '会打电话就能学',
    bring: '自己的手机和充电器',
    risks: '不替老人输入密码，不碰银行卡。',
    slots: [shift('一对一老师', 10), service('学习座位', 20)],
  },
  {
    team: 'science',
    category: 'science',
    title: '小小科学家：动手做净水器',
    summary: '用沙子、活性炭和塑料瓶做一个净水器，看浑水怎么变清。',
    audience: '7–12 岁孩子',
    bring: '一个干净的大塑料瓶',
    risks: '使用美工刀的步骤由志愿者完成。',
    slots: [shift('实验助手', 6), service('实验座位', 18)],
  },
  {
    team: 'law',
    category: 'law',
    title: '律师坐堂：法律问题免费问',
    summary: '欠薪、借款、婚姻、赡养、邻里纠纷，律师和司法所干部现场解答，可代写诉状。',
    audience: '所有居民',
    bring: '合同、欠条等材料原件或照片',
    risks: INDOORS,
    slots: [shift('登记和引导', 5), service('咨询号', 16)],
  },
  {
    team: 'law',
    category: 'safety',
    title: '宪法宣传周：普法赶大集',
    summary: '趁着赶集摆个摊，发普法小册子，有奖问答，劝一劝不戴头盔的老乡。',
    audience: '志愿者',
    bring: '自带水杯',
    risks: '集市人多车多，站在摊位以内。',
    slots: [shift('宣传摊位', 8)],
  },
  {
    team: 'farming',
    category: 'science',
    title: '苹果树冬剪现场教',
    summary: '技术员在果园里边剪边讲：哪枝留、哪枝去、伤口怎么涂。志愿者帮老人家把剪下的枝条运出园。',
    audience: '种苹果的农户',
    bring: '手套、修枝剪',
    risks: '登梯要有人扶，剪枝时面部避开弹枝。',
    slots: [shift('现场帮工', 10), service('听课名额', 30)],
  },
  {
    team: 'farming',
    category: 'care',
    title: '农机免费检修进村',
    summary: '三轮车、旋耕机、水泵，推过来就修，只收零件的成本价或自带零件。',
    audience: '附近农户',
    bring: '会电工、焊工的请带工具',
    risks: '检修前断电熄火；非专业人员不拆机。',
    slots: [shift('检修和搬运', 6), service('检修号', 12)],
  },
  {
    team: 'environment',
    category: 'ecology',
    title: '黄河岸边捡垃圾',
    summary: '沿岸走两公里，把游客留下的垃圾带走，记下成堆的地方报给河长。',
    audience: '能走路就能来，孩子须家长同行',
    bring: '手套、帽子、水',
    risks: '不下水，离水边两米以上；遇大风取消。',
    slots: [shift('沿岸捡拾', 15)],
  },
  {
    team: 'environment',
    category: 'ecology',
    title: '天鹅来了：护鸟劝导',
    summary: '白天鹅已经到了，请游人不投喂、不追赶、不放无人机，帮着讲解和巡查。',
    audience: '爱鸟的人',
    bring: '望远镜（有就带）、厚外套',
    risks: '湖边风大注意保暖，不踩薄冰。',
    slots: [shift('观鸟点值守', 10)],
  },
  {
    team: 'relief',
    category: 'care',
    title: '上门给老人理发',
    summary: '腿脚不便的老人不用出门，我们带着推子上门。志愿者打下手、陪着说说话。',
    audience: '独居、行动不便的老人（家人可代约）',
    bring: '理发师自带工具',
    risks: '使用刀剪，注意消毒；两人一组入户。',
    slots: [shift('理发和陪伴', 8), service('理发预约', 15)],
  },
  {
    team: 'relief',
    category: 'care',
    title: '给独居老人包饺子',
    summary: '一起和面、剁馅、包饺子，煮好送到老人手里，顺便看看家里水电安全。',
    audience: '志愿者',
    bring: '围裙',
    risks: '当心刀具和热锅；有传染病的请不要参加。',
    slots: [shift('包饺子和送餐', 12)],
  },
  {
    team: 'relief',
    category: 'care',
    title: '小家电义务维修',
    summary: '电饭锅、电风扇、收音机、插线板，能修的当场修好，修不了的说清楚原因。',
    audience: '附近居民',
    bring: '坏了的小家电',
    risks: '修理前断电，非维修人员不动工具。',
    slots: [shift('维修和登记', 6), service('维修号', 20)],
  },
  {
    team: 'rescue',
    category: 'safety',
    title: '文明交通劝导',
    summary: '在路口提醒行人走斑马线、骑车戴头盔，扶老人过马路。',
    audience: '18–65 岁，身体健康',
    bring: '红马甲、哨子由队里发',
    risks: '站在人行道上，不进入机动车道，不与人争执。',
    slots: [shift('路口值守', 10)],
  },
  {
    team: 'rescue',
    category: 'health',
    title: '人人学急救：心肺复苏和海姆立克',
    summary: '红十字会老师带着假人练，每个人都上手按一遍。',
    audience: '居民、志愿者都可以来',
    bring: '方便跪地的长裤',
    risks: '按压训练费力，腰膝有伤的请旁听。',
    slots: [shift('助教', 6), service('学员', 24)],
  },
  {
    team: 'rescue',
    category: 'safety',
    title: '冬季防火上门查',
    summary: '看看煤炉通风、电线老化、楼道堆物，装一个独立烟感报警器。',
    audience: '志愿者',
    bring: '鞋套由队里发',
    risks: '两人一组入户；不拆动住户的燃气和电路。',
    slots: [shift('入户检查', 8)],
  },
];

/** What a content check doubts, as everything about money: it waits for the city's officer. */
export const winterClothes: Notice = {
  team: 'environment',
  category: 'care',
  title: '旧衣新暖：给山里孩子寄冬衣',
  summary:
    '收干净的旧冬衣，一起分拣、打包，寄给卢氏县的山区小学。现场募捐邮费，收了多少、花了多少当场贴出来。',
  audience: '志愿者，家长可以带孩子来',
  bring: '洗干净的冬衣、剪刀',
  risks: '搬运打包当心腰和手，灰尘大请戴口罩。',
  slots: [shift('分拣打包', 12)],
};

/** A long duty that some take day after day. */
export const museumDuty: Notice = {
  team: 'culture',
  category: 'customs',
  title: '博物馆全天讲解和导览',
  summary: '在展厅里给游客讲文物、指路、照看孩子和老人，中午轮换吃饭。',
  audience: '普通话流利，参加过讲解培训',
  bring: '深色鞋裤，讲解器由馆里发',
  risks: '久站，注意休息；遇紧急情况听馆方指挥。',
  slots: [shift('展厅讲解', 4)],
};

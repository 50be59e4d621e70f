/** What WeChat's console would call the message templates of a local city; another city's keep their id. */
const NAMES: Readonly<Record<string, string>> = {
  'local-promoted': '候补成功通知',
  'local-reminder': '活动开始提醒',
  'local-cancelled': '活动取消通知',
  'local-credited': '服务时长通知',
  'local-reviewed': '审核结果通知',
};

export const templateName = (id: string): string => NAMES[id] ?? id;

/** What WeChat's console would call the message templates of a local city; another city's keep their id. */
const NAMES: Readonly<Record<string, string>> = {
  'local-signedUp': '报名成功通知',
  'local-promoted': '候补成功通知',
  'local-reminderDay': '活动前一天提醒',
  'local-reminderSoon': '活动即将开始提醒',
  'local-changed': '活动变更通知',
  'local-cancelled': '活动取消通知',
  'local-offered': '请人接替通知',
  'local-checkedOut': '自动签退通知',
  'local-credited': '服务时长通知',
  'local-answered': '疑问答复通知',
  'local-reviewed': '审核结果通知',
  'local-joined': '入队申请结果通知',
  'local-due': '待办到期提醒',
  'local-request': '求助进展通知',
  'local-sealed': '台账封存通知',
  'local-calledUp': '紧急召集通知',
};

export const templateName = (id: string): string => NAMES[id] ?? id;

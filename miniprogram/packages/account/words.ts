import type { ConsentKind } from '../../domain/accounts/consents';
import type { Sex } from '../../domain/accounts/idnumber';
import { partsOfDay, type FreeTime, type PartOfDay } from '../../domain/accounts/registration';
import { dayOf, type Instant } from '../../domain/time';

/** What registration and one's own data are called when people read of them. */

export const sexWords: Readonly<Record<Sex, string>> = { male: '男', female: '女' };

export const partWords: Readonly<Record<PartOfDay, string>> = {
  morning: '上午',
  afternoon: '下午',
  evening: '晚上',
};

export const weekdayWords = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

/** '1990年5月1日' for '1990-05-01'. */
export function dayWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

export const dateWords = (instant: Instant): string => dayWords(dayOf(instant));

/** '周六上午、晚上；周日上午' */
export function freeTimesWords(times: readonly string[]): string {
  const days = weekdayWords.flatMap((name, i) => {
    const parts = partsOfDay
      .filter((part) => times.includes(`${i + 1}-${part}`))
      .map((part) => partWords[part]);
    return parts.length === 0 ? [] : [`${name}${parts.length === 3 ? '全天' : parts.join('、')}`];
  });
  return days.join('；');
}

export const isFreeTime = (value: unknown, all: readonly FreeTime[]): value is FreeTime =>
  all.some((time) => time === value);

interface ConsentWords {
  readonly name: string;
  /** What for. */
  readonly what: string;
  /** What taking it back means; asked before it is done. */
  readonly withdraw: string;
}

export const consentWords: Readonly<Record<ConsentKind, ConsentWords>> = {
  identity: {
    name: '保存身份证号',
    what: '用来核对是不是本人、有没有重复登记。加密保存，队长和工作人员都看不到。',
    withdraw:
      '身份证号会立刻删掉，志愿者登记也就取消了。已经记下的时长不会少，还是您的：只留一个记号，看不出号码，用来认出是您本人。以后您本人可以重新登记，换了别人不行。',
  },
  location: {
    name: '签到时告诉位置',
    what: '只在签到、签退那一下用一次，给队长核对，不记行踪。',
    withdraw: '以后签到不再带上位置，照样能签到，队长会看到“没有位置”。',
  },
  guardian: {
    name: '监护人同意',
    what: '不满 18 岁，要监护人同意才能做志愿服务。',
    withdraw:
      '不满 18 岁的，志愿者登记会取消，身份证号一起删掉。已经记下的时长不会少，以后本人可以重新登记。',
  },
};

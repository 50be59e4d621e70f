import type { AccountView } from '../../../domain/accounts/views';
import { spokenNumber } from '../../../domain/accounts/registration';
import { dateWords, dayWords, sexWords } from '../words';

/** What stands on one's registration, as lines to read. */
export interface ProfileModel {
  readonly number: string;
  readonly facts: readonly { name: string; text: string }[];
}

export function profileModel({ name, volunteer }: AccountView): ProfileModel | null {
  if (!volunteer) return null;
  const { number, sex, birthDate, guardian, registeredAt } = volunteer;
  const facts = [
    { name: '姓名', text: name },
    { name: '身份证号', text: '加密保存，不再显示' },
    { name: '性别', text: sexWords[sex] },
    { name: '出生日期', text: dayWords(birthDate) },
    ...(guardian
      ? [{ name: '监护人', text: `${guardian.name}（${guardian.relation}）${guardian.phone}` }]
      : []),
    { name: '登记日期', text: dateWords(registeredAt) },
  ];
  return { number: spokenNumber(number), facts };
}

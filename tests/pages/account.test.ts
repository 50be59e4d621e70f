import { checkDigitOf } from '#domain/accounts/idnumber';
import type { AccountExport, AccountView } from '#domain/accounts/views';
import {
  emptyForm,
  faultsOf,
  formFrom,
  idNumberFault,
  inputOf,
  readingOf,
  type Form,
} from '../../miniprogram/packages/account/form';
import { relativeFault } from '../../miniprogram/services/relatives';
import { exportText } from '../../miniprogram/packages/account/privacy/export';
import { privacyModel } from '../../miniprogram/packages/account/privacy/model';
import { profileModel } from '../../miniprogram/packages/account/profile/model';
import { freeTimesWords } from '../../miniprogram/packages/account/words';
import { at } from '../domain/support';

const ages = { minimumAge: 14, adultAge: 18 };
const now = at(9);
const idOf = (birth: string, order = '001') => {
  const digits = `411202${birth}${order}`;
  return digits + checkDigitOf(digits);
};
const form = (part: Partial<Form> = {}): Form => ({
  ...emptyForm,
  name: '张三',
  phone: '13900000000',
  idNumber: idOf('19900501'),
  agrees: true,
  ...part,
});
const wrong = (part: Partial<Form>, own = true) => Object.keys(faultsOf(form(part), ages, now, own)).sort();

describe('the registration form', () => {
  test('is well filled in, or says each place that is not', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ name: ' ', phone: '1390', idNumber: '', agrees: false })).toEqual([
      'agrees',
      'idNumber',
      'name',
      'phone',
    ]);
  });

  test('asks for a guardian from fourteen to eighteen only, and turns the younger away at once', () => {
    expect(wrong({ idNumber: idOf('20100501') })).toEqual([
      'guardianAgrees',
      'guardianName',
      'guardianPhone',
      'guardianRelation',
    ]);
    const guardian = {
      guardianName: '张爸',
      guardianPhone: '13900000001',
      guardianRelation: '父亲',
      guardianAgrees: true,
    };
    expect(wrong({ idNumber: idOf('20100501'), ...guardian })).toEqual([]);
    expect(wrong({ idNumber: idOf('20150501'), ...guardian })).toEqual(['idNumber']);
    expect(readingOf(idOf('20150501'), ages, now).fault).toContain('14');
  });

  test('of somebody without a phone needs no number, but a right one if any', () => {
    expect(wrong({ phone: '' }, false)).toEqual([]);
    expect(wrong({ phone: '139' }, false)).toEqual(['phone']);
  });

  test('takes names and numbers as they are typed and pasted', () => {
    for (const phone of ['138 1234 5678', '+86 138-1234 5678', '１３８１２３４５６７８'])
      expect(wrong({ phone })).toEqual([]);
    for (const name of ['Maria Magdalena van der Bergh', '阿依古丽 • 买买提', '𠮷'.repeat(50)])
      expect(wrong({ name })).toEqual([]);
    for (const name of ['\u200b', '·', '善'.repeat(51)]) expect(wrong({ name })).toEqual(['name']);
    expect(wrong({ phone: ' ' }, false)).toEqual([]);
    expect(faultsOf(form({ name: '善'.repeat(51) }), ages, now, true).name).toContain('50');
  });

  test('reads the ID number back once it is whole, and says which part is wrong', () => {
    expect(readingOf('411202199005', ages, now)).toEqual({ tells: '', fault: '', minor: false });
    expect(readingOf(idOf('19900501'), ages, now).tells).toBe('男，1990年5月1日出生，36 岁');
    const last = idOf('19900501');
    const changed = last.slice(0, 17) + (last.endsWith('1') ? '2' : '1');
    expect(readingOf(changed, ages, now)).toMatchObject({
      tells: '',
      fault: expect.stringContaining('身份证') as string,
    });
  });

  test('an old number of fifteen says so when it is sent, and not while eighteen are typed', () => {
    expect(readingOf('110105491231002', ages, now).fault).toBe('');
    expect(faultsOf(form({ idNumber: '110105491231002' }), ages, now, true).idNumber).toContain('15');
    expect(idNumberFault('', now)).toContain('18');
    expect(idNumberFault(idOf('19900501'), now)).toBe('');
  });

  test('survives whatever an earlier version left', () => {
    for (const left of [
      null,
      '',
      7,
      [],
      { name: 5, skills: 'x', freeTimes: ['9-noon', '1-morning', 3], idNumber: 'y' },
    ]) {
      const opened = formFrom(left, { name: '王五' });
      expect(opened.idNumber).toBe('');
      expect(opened.freeTimes.every((time) => time === '1-morning')).toBe(true);
    }
    expect(formFrom(null, { name: '王五' }).name).toBe('王五');
  });

  test('sends a guardian for minors alone', () => {
    const guardian = {
      guardianName: '张爸',
      guardianPhone: '13900000001',
      guardianRelation: '父亲',
      guardianAgrees: true,
    };
    expect(inputOf(form(guardian), ages, now)).not.toHaveProperty('guardian');
    expect(inputOf(form({ ...guardian, idNumber: idOf('20100501') }), ages, now)).toHaveProperty(
      'guardian.consent',
      true,
    );
  });
});

const account: AccountView = {
  name: '张三',
  phone: '13900000000',
  since: at(8),
  signups: 1,
  kept: 2,
  hours: { minutes: 90, lines: 1 },
  volunteer: {
    number: '123456789',
    sex: 'male',
    birthDate: '1990-05-01',
    minor: false,
    registeredAt: at(8),
    skills: ['cut'],
    freeTimes: ['6-morning', '6-evening', '7-morning', '7-afternoon', '7-evening'],
    guardian: null,
  },
  consents: { identity: { at: at(8), withdrawnAt: null }, location: { at: at(8), withdrawnAt: at(9) } },
  teams: [{ id: 't', name: '理发队', role: 'member' }],
  staysFor: null,
  rebinding: null,
  wantedElsewhere: false,
};

describe('what is held', () => {
  test('is told in lines; of the ID number only that it is kept', () => {
    const { facts, consents, stays } = privacyModel(account);
    const told = Object.fromEntries(facts.map(({ name, text }) => [name, text]));
    expect(told).toMatchObject({
      志愿者编号: '123 456 789',
      身份证号: '加密保存，不再显示',
      代报名的家人: '2 位',
    });
    expect(consents.map(({ kind, given, action }) => [kind, given, action])).toEqual([
      ['identity', true, '取消同意'],
      ['location', false, '同意'],
    ]);
    expect(stays).toBe('');
    expect(profileModel(account)?.number).toBe('123 456 789');
    expect(profileModel({ ...account, volunteer: null })).toBeNull();
  });

  test('says that a mark stays of who was registered once, and of nobody else', () => {
    const registered = ({ facts }: { facts: readonly { name: string; text: string }[] }) =>
      facts.find(({ name }) => name === '志愿者登记')?.text;
    const identity = { at: at(8), withdrawnAt: at(9) };
    expect(registered(privacyModel({ ...account, volunteer: null, consents: { identity } }))).toContain(
      '记号',
    );
    expect(registered(privacyModel({ ...account, volunteer: null, consents: {} }))).toBe('没有登记');
    expect(registered(privacyModel(account))).toBeUndefined();
  });

  test('says why an account cannot be given up, and lists no consent that nobody was asked for', () => {
    expect(privacyModel({ ...account, staysFor: 'LEADS_A_TEAM' }).stays).toContain('队长');
    expect(privacyModel({ ...account, volunteer: null, consents: {} }).consents).toEqual([]);
    const asked = privacyModel({
      ...account,
      consents: { identity: { at: at(8), withdrawnAt: null } },
    }).consents;
    expect(asked.map(({ kind, action }) => [kind, action])).toEqual([
      ['identity', '取消同意'],
      ['location', '同意'],
    ]);
  });

  test('a consent left unticked was never given', () => {
    const consents = { location: { at: at(8), withdrawnAt: at(8) } };
    expect(privacyModel({ ...account, consents }).consents).toMatchObject([
      { kind: 'location', state: '没有同意' },
    ]);
  });

  test('is taken along as a text with every sign-up and every line', () => {
    const { staysFor: _staysFor, signups: _signups, ...rest } = account;
    const data: AccountExport = {
      ...rest,
      exportedAt: at(10),
      requests: [{ at: at(8), words: '水龙头滴水' }],
      family: [{ name: '王奶奶', phone: '', relation: '母亲' }],
      signups: [
        {
          title: '义剪',
          slot: '早班',
          start: at(8),
          end: at(10),
          state: 'confirmed',
          signedUpAt: at(7),
          stays: [{ in: at(8), out: at(9, 30) }],
          visit: null,
        },
      ],
      certificates: [{ number: '4112-2026-0000000001', issuedAt: at(9), minutes: 90, revoked: true }],
      questions: [{ at: at(9), words: '我十点才走' }],
      calls: [{ at: at(9), title: '河堤漫水', standing: 'home' }],
      gifts: [{ at: at(9), shop: '老马烩面', title: '烩面一碗' }],
      ledger: [{ day: '2026-11-22', title: '义剪', minutes: 90, balance: 90, reason: '' }],
    };
    const text = exportText(data, (id) => (id === 'cut' ? '理发' : id));
    for (const part of [
      '张三',
      '特长：理发',
      '王奶奶，母亲',
      '8:00–10:00 义剪（早班）报上了，到场 8:00–9:30',
      '2026-11-22 义剪 1 小时 30 分',
      '理发队（队员）',
    ])
      expect(text).toContain(part);
    expect(exportText({ ...data, signups: [], ledger: [], teams: [] }, (id) => id)).toContain('没有');
  });

  test('free times are told by day', () => {
    expect(freeTimesWords(['7-evening', '6-morning', '6-evening', '7-morning', '7-afternoon'])).toBe(
      '周六上午、晚上；周日全天',
    );
    expect(freeTimesWords([])).toBe('');
  });
});

test('a relative has a name and is somebody’s relative; a phone is not needed', () => {
  const entry = { id: '', name: '王奶奶', phone: '', relation: '奶奶' };
  expect(relativeFault(entry)).toBe('');
  for (const part of [{ name: ' ' }, { relation: '' }, { phone: '139' }])
    expect(relativeFault({ ...entry, ...part })).not.toBe('');
});

import * as v from 'valibot';
import { contract } from '#domain/contract';
import type { HeldTeam, TeamView } from '#domain/teams/views';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { heldRow } from '../../miniprogram/packages/centre/teams/model';
import {
  doneWords,
  draftFrom,
  emptyDraft,
  faultsOf,
  foundInput,
  nextDraft,
  purposeOf,
  registerInput,
} from '../../miniprogram/packages/team/found/draft';
import { myRow, pendingRow } from '../../miniprogram/packages/team/list/model';
import { memberRow, waitingWords } from '../../miniprogram/packages/team/members/model';
import { bars, yearSums } from '../../miniprogram/packages/team/numbers/model';
import { earlierAnswer, joinButton, teamPage } from '../../miniprogram/packages/team/view/model';
import { at } from '../domain/support';

const now = at(9);
const place = { longitude: 111.2, latitude: 34.8 };
const nothing = { activities: 0, personTimes: 0, minutes: 0, served: 0 };
const view = (part: Partial<TeamView> = {}): TeamView => ({
  id: 't',
  name: '暖阳队',
  category: 'health',
  about: '看望老人',
  joining: '',
  phone: '0398-2222222',
  station: { id: 's', name: '三里桥社区新时代文明实践站' },
  sub: false,
  state: 'active',
  reason: '',
  place,
  leaderName: '王芳',
  members: 3,
  since: at(8),
  parent: null,
  subTeams: [],
  year: nothing,
  coming: [],
  mine: null,
  seatsLeft: 5,
  leads: false,
  heads: false,
  serves: false,
  waiting: 0,
  changing: false,
  ...part,
});
const mine = (part: Partial<NonNullable<TeamView['mine']>>): NonNullable<TeamView['mine']> => ({
  state: 'active',
  role: 'member',
  since: at(8),
  reason: '',
  againFrom: null,
  ...part,
});

describe('what the main button of a team does', () => {
  const button = (part: Partial<TeamView>, registered = true) =>
    joinButton(view(part), registered, now)?.action ?? null;

  test('asks to be let in, once registered, while there is a seat', () => {
    expect(button({})).toBe('apply');
    expect(button({}, false)).toBe('register');
    expect(button({ seatsLeft: 0 })).toBe('none');
    expect(button({ mine: mine({ state: 'left' }) })).toBe('apply');
    expect(button({ mine: mine({ state: 'refused' }) })).toBe('apply');
  });

  test('waits where one has asked, or was removed not long ago', () => {
    expect(button({ mine: mine({ state: 'applied' }) })).toBe('none');
    expect(button({ mine: mine({ state: 'removed', againFrom: now + 1 }) })).toBe('none');
    expect(button({ mine: mine({ state: 'removed', againFrom: now }) })).toBe('apply');
  });

  test('is not there for members, and where nobody is let in', () => {
    expect(button({ mine: mine({}) })).toBeNull();
    expect(button({ state: 'suspended' })).toBeNull();
    expect(button({ state: 'dissolved' })).toBeNull();
  });

  test('leads leaders to who waits, and founders back to what was refused', () => {
    expect(button({ leads: true, mine: mine({ role: 'leader' }) })).toBeNull();
    expect(button({ leads: true, mine: mine({ role: 'deputy' }), waiting: 2 })).toBe('members');
    expect(button({ state: 'refused' })).toBe('mend');
  });
});

describe('a team’s page', () => {
  const page = (part: Partial<TeamView>) => teamPage(view(part), now);

  test('offers each what is theirs to do', () => {
    const can = (part: Partial<TeamView>) => {
      const { canLead, canPost, canDivide, canLeave, govern } = page(part);
      return { canLead, canPost, canDivide, canLeave, govern: govern.map(({ move }) => move) };
    };
    const none = { canLead: false, canPost: false, canDivide: false, canLeave: false, govern: [] };
    expect(can({})).toEqual(none);
    expect(can({ mine: mine({}) })).toEqual({ ...none, canLeave: true });
    const deputy = { leads: true, mine: mine({ role: 'deputy' }) };
    expect(can(deputy)).toEqual({ ...none, canLead: true, canPost: true, canLeave: true });
    const leader = { leads: true, heads: true, mine: mine({ role: 'leader' }) };
    expect(can(leader)).toEqual({ ...none, canLead: true, canPost: true, canDivide: true });
    expect(can({ ...leader, sub: true }).canDivide).toBe(false);
    expect(can({ ...leader, state: 'suspended' })).toEqual({ ...none, canLead: true });
    expect(can({ serves: true }).govern).toEqual(['suspend', 'dissolve']);
    expect(can({ serves: true, state: 'suspended' }).govern).toEqual(['lift', 'dissolve']);
    expect(can({ serves: true, state: 'dissolved' }).govern).toEqual([]);
  });

  test('says first what is out of the ordinary', () => {
    expect(page({}).notice).toBeNull();
    expect(page({ state: 'suspended', reason: '整顿' }).notice).toEqual({ title: '暂停活动', text: '整顿' });
    expect(page({ changing: true }).notice?.title).toBe('新的介绍等待审核');
    expect(page({ reason: '请写清楚' }).notice?.text).toBe('请写清楚');
  });

  test('shows the sums of the year, hours with one decimal', () => {
    const record = page({ year: { activities: 2, personTimes: 7, minutes: 450, served: 12 } }).record;
    expect(record.map(({ figure }) => figure)).toEqual(['2', '7', '7.5', '12']);
  });

  test('tells why one was refused or removed, and from when one may ask again', () => {
    expect(earlierAnswer(view(), now)).toBe('');
    expect(earlierAnswer(view({ mine: mine({ state: 'refused', reason: '人够了' }) }), now)).toContain(
      '人够了',
    );
    const left = mine({ state: 'left', reason: '人手不足' });
    expect(earlierAnswer(view({ state: 'dissolved', mine: left }), now)).toContain('人手不足');
    expect(earlierAnswer(view({ mine: left }), now)).toBe('');
    const removed = { state: 'removed', reason: '不来', againFrom: now + 30 * DAY } as const;
    expect(earlierAnswer(view({ mine: mine(removed) }), now)).toContain('12月22日以后可以再申请');
    expect(earlierAnswer(view({ mine: mine({ ...removed, againFrom: now }) }), now)).not.toContain('以后');
  });
});

test('my teams say what waits for me', () => {
  const team = {
    id: 't',
    name: '暖阳队',
    category: 'health',
    state: 'active',
    reason: '',
    sub: false,
    waiting: 0,
    mine: mine({}),
  } as const;
  expect(myRow(team)).toMatchObject({ standing: '队员', note: '', urgent: false });
  expect(myRow({ ...team, waiting: 2 })).toMatchObject({ note: '2 人等着加入', urgent: true });
  expect(myRow({ ...team, state: 'suspended', reason: '整顿' }).note).toBe('暂停活动：整顿');
  expect(myRow({ ...team, mine: mine({ state: 'refused', reason: '人够了' }) }).note).toBe('人够了');
  const draft = { ...emptyDraft, teamId: 't2', name: '新队', state: 'refused', reason: '太笼统' } as const;
  expect(pendingRow(draft)).toMatchObject({ mend: true, urgent: true });
  expect(pendingRow({ ...draft, state: 'submitted', reason: '' })).toMatchObject({ mend: false, note: '' });
});

describe('the form of a team', () => {
  const full = {
    name: '暖阳队',
    category: 'health',
    about: '看望老人',
    joining: '',
    phone: ' 13900000001 ',
    station: { id: 's1', name: '三里桥站' },
    leaderName: '',
    leaderNumber: '',
  };
  const categories = [{ id: 'health', name: '医疗健身' }];
  const faults = (part: object, query = {}) =>
    Object.keys(faultsOf({ ...full, ...part }, categories, purposeOf(query))).sort();

  test('knows what is missing', () => {
    expect(faults({})).toEqual([]);
    expect(faults(emptyDraft)).toEqual(['about', 'category', 'name', 'phone', 'station']);
    expect(faults({ phone: '12345678' })).toEqual(['phone']);
    expect(faults({ joining: '善'.repeat(101) })).toEqual(['joining']);
    // Category and home of a team that stands are not asked again.
    expect(faults({ category: '', station: emptyDraft.station }, { editId: 't' })).toEqual([]);
  });

  test('asks staff who leads a team that there is already, in their own words', () => {
    const register = { register: 'yes' };
    expect(faults({}, register)).toEqual(['leaderName', 'leaderNumber']);
    expect(faults({ leaderName: '张桂芳', leaderNumber: '12345678' }, register)).toEqual(['leaderNumber']);
    const led = { ...full, leaderName: '张桂芳', leaderNumber: '123 456 789' };
    expect(faults(led, register)).toEqual([]);
    const sent = v.parse(contract['teams.register'].input, registerInput(led));
    expect(sent).toMatchObject({ leaderName: '张桂芳', leaderNumber: '123456789', phone: '13900000001' });
    // The next is often of the same kind at the same station.
    expect(nextDraft(led)).toEqual({ ...emptyDraft, category: 'health', station: full.station });
  });

  test('says what comes of it', () => {
    const titles = (['new', 'sub', 'edit', 'register'] as const).map((kind) => doneWords(kind, false).title);
    expect(new Set(titles).size).toBe(3);
    expect(doneWords('edit', true).text).not.toBe(doneWords('new', true).text);
  });

  test('sends what it is for', () => {
    const sent = v.parse(contract['teams.found'].input, foundInput(full, purposeOf({})));
    expect(sent).toEqual({
      name: '暖阳队',
      category: 'health',
      about: '看望老人',
      joining: '',
      phone: '13900000001',
      stationId: 's1',
    });
    expect(foundInput(full, purposeOf({ parentId: 't0' }))).toMatchObject({ parentTeamId: 't0' });
    expect(foundInput(full, purposeOf({ mendId: 't1' }))).toMatchObject({ teamId: 't1' });
    expect(draftFrom(view()).station.name).toBe('三里桥社区站');
  });
});

test('a leader can do to a member what their office allows', () => {
  const member = { accountId: 'a', name: '李', phone: '', number: '', skills: [], since: at(8), minutes: 0 };
  const acts = (role: 'leader' | 'deputy' | 'member', heads: boolean) =>
    memberRow({ ...member, role }, heads).choices.map(({ act }) => act);
  expect(acts('member', true)).toEqual(['deputy', 'leader', 'remove']);
  expect(acts('deputy', true)).toEqual(['member', 'leader', 'remove']);
  expect(acts('leader', true)).toEqual([]);
  expect(acts('member', false)).toEqual(['remove']);
  expect(acts('deputy', false)).toEqual([]);
  expect(memberRow({ ...member, role: 'deputy', minutes: 90 }, true)).toMatchObject({
    office: '副队长',
    given: '在队里服务 1 小时 30 分',
  });
});

test('a leader hears how many wait, and when only the first of them are there', () => {
  const applicants = [{ accountId: 'a', name: '李', phone: '', number: '', skills: [], words: '', at: now }];
  expect(waitingWords({ applicants, waiting: 1 })).not.toContain('最早');
  expect(waitingWords({ applicants, waiting: 2 })).toContain('最早的 1 人');
});

describe('the bars of a team', () => {
  const months = [
    { ...nothing, month: '2025-12', minutes: 60 },
    { ...nothing, month: '2026-01', minutes: 120 },
    { ...nothing, month: '2026-02', minutes: -30 },
  ];

  test('are as long as their share of the longest, latest first', () => {
    expect(bars(months, 'minutes').map(({ name, figure, width }) => [name, figure, width])).toEqual([
      ['2026年2月', '-0.5 小时', 0],
      ['1月', '2 小时', 100],
      ['2025年12月', '1 小时', 50],
    ]);
    expect(bars(months, 'served').map(({ width }) => width)).toEqual([0, 0, 0]);
  });

  test('have the year above them', () => {
    const year = { activities: 2, personTimes: 7, minutes: 450, served: 12 };
    expect(yearSums({ name: '', months, year }).map(({ text }) => text)).toEqual([
      '7.5 小时',
      '7 人次',
      '2 场',
      '12 人次',
    ]);
  });
});

test('what waits for staff says since when, and stands out after a day', () => {
  const team: HeldTeam = {
    id: 't',
    name: '新队',
    before: '',
    category: 'health',
    about: '看望老人',
    joining: '',
    phone: '13900000001',
    station: { id: 's', name: '三里桥社区新时代文明实践站' },
    contact: { name: '张三', phone: '13900000002' },
    submittedAt: at(8),
    kind: 'team',
  };
  const row = (waited: number) => heldRow(team, at(8) + waited);
  expect(row(0)).toMatchObject({ age: '刚刚提交', long: false, station: '三里桥社区站', change: false });
  expect([MINUTE, HOUR, DAY].map((waited) => row(waited).age.split('，')[1])).toEqual([
    '已等 1 分钟',
    '已等 1 小时',
    '已等 1 天',
  ]);
  expect([DAY - 1, DAY].map((waited) => row(waited).long)).toEqual([false, true]);
  expect(row(0).facts.map(({ name }) => name)).toEqual(['做什么', '公开的电话']);
});

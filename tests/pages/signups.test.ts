import type { ErrorCode, ErrorDetails } from '#domain/errors';
import { DAY, HOUR } from '#domain/time';
import type { ActivityView, SlotOffer } from '#domain/activities/page';
import type { HeldPlace } from '#domain/signups/views';
import { firstChoice } from '../../miniprogram/packages/resident/activity/door';
import { activityPage, mainButton } from '../../miniprogram/packages/resident/activity/model';
import { choiceFor, sheetModel, toldOf, wishOf } from '../../miniprogram/packages/resident/activity/sheet';
import {
  findSignup,
  resizeFailure,
  resizeQuestion,
  signedModel,
} from '../../miniprogram/packages/volunteer/signed/model';
import { mineRow, whoWords } from '../../miniprogram/services/cards';
import { nobodyTyped } from '../../miniprogram/services/relatives';
import { storyClock } from '../support/story-clock';
import { aHeldPlace, anActivity, aSlot, NOW } from './views';

/** What signing up looks like on the phone. */
const now = NOW;
storyClock(now);

const tomorrow = { start: now + DAY, end: now + DAY + HOUR, revision: 2 };
const mine = (over: Partial<HeldPlace> = {}): HeldPlace =>
  aHeldPlace({ ...tomorrow, checkInFrom: now + DAY - HOUR, cancelUntil: now + DAY, ...over });
const mother = { accountId: 'm', name: '张秀英' };
const promoted = { question: 'PROMOTED', by: now + HOUR, was: null } as const;
const was = { start: now + 2 * DAY, end: now + 2 * DAY + HOUR, venue: '南沟村新时代文明实践站' };
const changed = { question: 'CHANGED', by: null, was } as const;

const slot = (over: Partial<SlotOffer> = {}): SlotOffer => aSlot({ ...tomorrow, ...over });
const service = (over: Partial<SlotOffer> = {}) => slot({ kind: 'service', partyAtMost: 5, ...over });
const no = (code: ErrorCode, details: ErrorDetails = {}) => ({ status: 'NO', code, details }) as const;

const activity = (slots: SlotOffer[], over: Partial<ActivityView> = {}): ActivityView =>
  anActivity({ start: now + DAY, end: now + DAY + HOUR, summary: '理发', slots, ...over });

describe('what a person is asked', () => {
  it('comes before everything else there is to do', () => {
    expect(mineRow(mine({ asked: promoted }), now).action).toBe('confirm');
    expect(mineRow(mine({ asked: changed, state: 'waiting' }), now).action).toBe('confirm');
    expect(mineRow(mine({ asked: promoted, activityState: 'cancelled' }), now).action).toBe('open');
  });

  it('says until when, where there is an end', () => {
    expect(mineRow(mine({ asked: promoted }), now).advice).toContain('今天 9:00 前确认');
    expect(mineRow(mine({ asked: changed }), now).advice).not.toContain('前确认，');
  });

  it('says what was and what is now, where anything is another', () => {
    const { advice } = mineRow(mine({ asked: changed }), now);
    expect(advice).toContain('改到明天 8:00');
    expect(advice).toContain('地点从南沟村站改到');
    const { start, end, venue } = mine();
    const later = { ...changed, was: { start: start - HOUR, end, venue: venue.name } };
    expect(mineRow(mine({ asked: later }), now).advice).not.toContain('地点');
  });

  it('is answered by the big button of the activity and of the sign-up', () => {
    const own = mine({ asked: promoted });
    expect(mainButton(slot({ mine: own }), now).action).toBe('confirm');
    const page = activity([slot({ mine: own })]);
    const found = findSignup(page, own.signupId);
    const seen = signedModel(page, found, { ahead: null, cancelled: false }, now);
    expect(seen).toMatchObject({ heading: '轮到您了', asked: { text: '确认参加' }, steps: [] });
  });
});

describe('whoever cannot come', () => {
  const rowOf = (over: Partial<SlotOffer>) => activityPage(activity([slot(over)]), now).groups[0]?.slots[0];

  it('is led to register where that is what is missing', () => {
    const young = slot({ status: no('REGISTRATION_NEEDED', { min: 16 }) });
    expect(mainButton(young, now).action).toBe('register');
    expect(mainButton(slot({ status: no('SKILLS_NEEDED') }), now)).toMatchObject({
      action: 'profile',
      forOthers: expect.stringContaining('替') as string,
    });
  });

  it('reads on the slot what of their own is in the way', () => {
    expect(rowOf({ status: no('OVERLAPS', { title: '植树' }) })?.whyNot).toContain('植树');
    expect(rowOf({ status: no('COOLING_OFF', { at: now + DAY }) })?.whyNot).toContain('明天 8:00');
    expect(rowOf({ status: no('TOO_YOUNG', { min: 16 }) })?.whyNot).toContain('16');
    expect(rowOf({ status: no('CANCELLED') })?.whyNot).toBe('');
    expect(rowOf({ mine: mine(), status: no('ALREADY_SIGNED_UP') })?.whyNot).toBe('');
  });

  it('reads that it is over, filed away or not', () => {
    const over = { start: now - HOUR, end: now };
    const text = (code: ErrorCode, when: number) =>
      mainButton(slot({ ...over, status: no(code) }), when).text;
    expect(text('NOT_OPEN', now)).toBe(text('DEADLINE_PASSED', now));
    expect(text('NOT_OPEN', now - 1)).not.toBe(text('NOT_OPEN', now));
  });

  it('reads there, too, what they should know and can come all the same, before they tap', () => {
    const warned = {
      status: 'FREE',
      warnings: [{ code: 'OVERLAPS', title: '植树' }, { code: 'SKILLS_WANTED' }],
    } as const;
    const warnings = rowOf({ status: warned })?.warnings ?? [];
    expect([warnings.length, warnings[0]?.includes('植树')]).toEqual([2, true]);
    expect(rowOf({ status: warned, mine: mine() })?.warnings).toEqual([]);
  });
});

describe('what is asked, and what to look out for', () => {
  const terms = (over: Partial<ActivityView>, slots = [slot()], when = now) =>
    activityPage(activity(slots, over), when).terms.map(({ name, text }) => `${name}：${text}`);

  it('is nothing where nothing is', () => expect(terms({})).toEqual([]));

  it('is asked of volunteers alone', () => {
    const asked = { minimumAge: 16, skills: ['firstAid'] };
    expect(terms(asked)).toEqual([expect.stringContaining('16')]);
    expect(terms(asked, [service()])).toEqual([]);
    expect(terms(asked, [service(), slot()])).toHaveLength(1);
  });

  it('says when sign-up opens and ends, and that it has ended', () => {
    const times = { signupFrom: now + HOUR, signupUntil: now + 2 * HOUR };
    const [before, open, over] = [now, now + HOUR, now + 2 * HOUR].map((when) =>
      terms(times, [slot()], when).join(),
    );
    expect([
      before?.includes('9:00 开始'),
      open?.includes('开始'),
      open?.includes('10:00 截止'),
      over?.includes('已经截止'),
    ]).toEqual([true, false, true, true]);
  });

  it('says that work is dangerous, and how it is insured', () => {
    const said = terms({ risks: '登高', dangerous: true, insurance: '意外险' });
    expect([said.length, said[0]?.includes('有危险'), said[1]?.includes('意外险')]).toEqual([2, true, true]);
  });
});

describe('how attendance is taken', () => {
  const soon = { start: now + HOUR, end: now + 2 * HOUR, checkInFrom: now } as const;
  const there = { ...soon, presence: { state: 'present', in: now, out: null, flags: [] } } as const;
  const action = (over: Partial<HeldPlace>): string => mineRow(mine(over), now).action;
  const steps = (over: Partial<HeldPlace>): readonly string[] => {
    const page = activity([slot({ mine: mine(over) })]);
    return signedModel(page, findSignup(page, 'v-1_a'), { ahead: null, cancelled: false }, now).steps;
  };

  it('decides what is asked of whoever comes, and of whoever leaves', () => {
    expect([action(soon), action(there)]).toEqual(['checkIn', 'checkOut']);
    const inOnly = { mode: 'inOnly' } as const;
    expect([action({ ...soon, ...inOnly }), action({ ...there, ...inOnly })]).toEqual(['checkIn', 'open']);
    const auto = { mode: 'auto' } as const;
    expect([action({ ...soon, ...auto }), action({ ...there, ...auto })]).toEqual(['lead', 'open']);
    expect(action({ ...there, kind: 'service' })).toBe('open');
  });

  it('is told beforehand', () => {
    const scans = (over: Partial<HeldPlace>) =>
      steps({ ...soon, ...over }).filter((step) => /扫.*签/.test(step));
    expect(scans({})).toHaveLength(2);
    expect(scans({ mode: 'inOnly' })).toHaveLength(1);
    expect(steps({ ...soon, mode: 'auto' }).join()).toContain('不用扫码');
    expect(steps({ ...soon, mode: 'auto', person: mother }).join()).toContain('不用扫码');
  });
});

describe('for somebody else', () => {
  it('says whose it is and how many come', () => {
    expect(whoWords(mine())).toBe('');
    expect(whoWords(mine({ kind: 'service', party: 3 }))).toBe('3 人');
    expect(whoWords(mine({ person: mother }))).toBe('替张秀英报名的');
    expect(whoWords(mine({ person: mother, kind: 'service', party: 2 }))).toBe('替张秀英预约的，2 人');
  });

  it('never scans with the phone of who booked', () => {
    const soon = { start: now + HOUR, end: now + 2 * HOUR, checkInFrom: now };
    expect(mineRow(mine(soon), now).action).toBe('checkIn');
    expect(mineRow(mine({ ...soon, person: mother }), now).action).toBe('open');
    const there = { ...soon, presence: { state: 'present', in: now, out: null, flags: [] } } as const;
    expect(mineRow(mine(there), now).action).toBe('checkOut');
    expect(mineRow(mine({ ...there, person: mother }), now).action).toBe('open');
  });

  it('finds their sign-up beside one’s own', () => {
    const other = mine({ signupId: 'v-1_m', person: mother });
    const page = activity([slot({ mine: mine(), others: [other] })]);
    expect(findSignup(page, 'v-1_m')?.signup).toBe(other);
    expect(activityPage(page, now).groups[0]?.slots[0]?.others).toEqual([
      { signupId: 'v-1_m', words: '替张秀英报名的：已报名' },
    ]);
  });

  it('can be done where only oneself cannot come, and not where nobody can', () => {
    expect(mainButton(slot({ status: no('ALREADY_SIGNED_UP'), mine: mine() }), now).forOthers).not.toBe('');
    expect(mainButton(slot({ status: no('OVERLAPS') }), now).forOthers).not.toBe('');
    expect(mainButton(slot({ status: no('DEADLINE_PASSED') }), now).forOthers).toBe('');
    expect(mainButton(slot({ status: no('CANCELLED') }), now).forOthers).toBe('');
  });

  it('comes first where there is nothing of one’s own', () => {
    const other = slot({ id: 'other', others: [mine({ person: mother })] });
    expect(firstChoice([slot(), other])).toBe('other');
    expect(firstChoice([slot({ id: 'own', mine: mine() }), other])).toBe('own');
  });
});

describe('the sheet', () => {
  const kept = [{ id: 'm', name: '张秀英', note: '妈妈' }];
  const model = (choice: Parameters<typeof sheetModel>[0]) => sheetModel(choice, kept, nobodyTyped, now);

  it('offers oneself and whom one keeps, and says what pressing it does', () => {
    expect(model(choiceFor(service(), 'm', 2))).toMatchObject({
      people: [{ id: '' }, { id: 'm' }],
      personId: 'm',
      party: 2,
      action: '预约',
      refusal: '',
    });
    expect(model(choiceFor(service(), '', 3)).action).toBe('排队候补');
    expect(choiceFor(service(), '', 9).party).toBe(5);
  });

  it('tells beforehand what is known of oneself, and asks again with what was accepted', () => {
    const warned = slot({ status: { status: 'FREE', warnings: [{ code: 'OVERLAPS', title: '义诊' }] } });
    expect(model(choiceFor(warned, '')).notes[0]).toContain('“义诊”');
    expect(model(choiceFor(warned, '')).action).toBe('仍然报名');
    expect(wishOf(choiceFor(warned, ''))).toMatchObject({ despite: ['OVERLAPS'], personId: '', revision: 2 });
    expect(wishOf(choiceFor(warned, 'm')).despite).toEqual([]);
  });

  it('says why oneself cannot come, and lets others be chosen', () => {
    const refused = slot({ status: no('OVERLAPS') });
    expect(model(choiceFor(refused, '')).refusal).not.toBe('');
    expect(model(choiceFor(refused, 'm')).refusal).toBe('');
  });

  it('adds a warning to what has been told, and takes no refusal for a warning', () => {
    const choice = choiceFor(slot(), 'm');
    const failure = { ok: false, code: 'REST_TOO_SHORT' } as const;
    const told = toldOf(choice, { ...failure, details: { warning: true, title: '义诊' } });
    expect(told && wishOf(told).despite).toEqual(['REST_TOO_SHORT']);
    expect(toldOf(choice, { ...failure, details: {} })).toBeNull();
    expect(toldOf(choice, { ok: false, code: 'CHANGED', details: { warning: true } })).toBeNull();
  });
});

describe('a place that a teammate can take over', () => {
  it('can be offered, and then be kept after all', () => {
    const seen = (own: HeldPlace) =>
      signedModel(
        activity([slot({ mine: own })]),
        { slot: slot(), signup: own },
        { ahead: null, cancelled: false },
        now,
      );
    expect(seen(mine()).swap).toBe('can');
    expect(seen(mine({ offered: true })).swap).toBe('offered');
    expect(seen(mine({ canOffer: false })).swap).toBe('no');
  });

  it('is shown with who asks', () => {
    const page = activity([slot({ offers: [{ signupId: 'v-1_b', from: '王芳' }] })]);
    expect(activityPage(page, now).groups[0]?.slots[0]?.offers[0]?.words).toContain('王芳');
  });

  it('is what the button is for, for who came by the link, unless they hold a place', () => {
    const offered = { offers: [{ signupId: 'v-1_b', from: '王芳' }] };
    expect(mainButton(slot(offered), now, 'v-1_b')).toMatchObject({ action: 'takeOver', text: '接替王芳' });
    expect(mainButton(slot(offered), now, 'v-1_c').action).toBe('take');
    expect(mainButton(slot({ ...offered, mine: mine() }), now, 'v-1_b').action).toBe('mine');
  });

  it('warns who cancels after the deadline that the leader counts on them', () => {
    const note = (own: HeldPlace) =>
      signedModel(activity([]), { slot: slot(), signup: own }, { ahead: null, cancelled: false }, now)
        .cancelNote;
    expect(note(mine({ lateFrom: now }))).toContain('队长');
    expect(note(mine({ lateFrom: now + 1 }))).not.toContain('队长');
  });
});

describe('how many come', () => {
  const partyOf = (own: Partial<HeldPlace>, at = now) => {
    const held = mine({ kind: 'service', party: 2, partyAtMost: 4, ...own });
    const slotOf = service({ mine: held });
    return signedModel(
      activity([slotOf]),
      { slot: slotOf, signup: held },
      { ahead: null, cancelled: false },
      at,
    ).party;
  };

  it('can be changed as far as the cloud says, and it is said when there is no more room', () => {
    expect(partyOf({})).toEqual({ now: 2, most: 4, note: '' });
    expect(partyOf({ partyAtMost: 2 })).toMatchObject({
      now: 2,
      most: 2,
      note: expect.stringContaining('没有空名额') as string,
    });
    expect(partyOf({ party: 5, partyAtMost: 5 })?.note).toBe('');
  });

  it('is not asked of who comes alone and cannot bring anybody, who waits, or who is there', () => {
    expect(partyOf({ party: 1, partyAtMost: 1 })).toBeNull();
    expect(partyOf({ state: 'waiting' })).toBeNull();
    expect(partyOf({ presence: { state: 'present', in: now, out: null, flags: [] } })).toBeNull();
    expect([partyOf({}, mine().start - 1), partyOf({}, mine().start)].map((p) => p === null)).toEqual([
      false,
      true,
    ]);
  });

  it('asks with what becomes of the places, and says why not in words of its own', () => {
    expect(resizeQuestion(3, 1, 0)).toMatchObject({ title: '改成 1 人来？' });
    expect(resizeQuestion(3, 1, 2).note).toContain('候补');
    expect(resizeQuestion(1, 3, 0).note).toContain('2');
    const said = (code: ErrorCode, details: ErrorDetails = {}) => resizeFailure({ ok: false, code, details });
    const words = [
      said('SLOT_FULL', { left: 0 }),
      said('SLOT_FULL', { left: 1 }),
      said('STILL_WAITING'),
      said('CANCELLED'),
    ];
    expect(new Set(words).size).toBe(4);
  });
});

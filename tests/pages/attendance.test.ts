import { makePrintedCode, parsePersonalCode, verifyPersonalCode } from '#domain/attendance/code';
import { outboxModel } from '../../miniprogram/components/outbox-bar/model';
import { codeModel, drawn } from '../../miniprogram/packages/volunteer/code/model';
import { codeOfScan, keptModel, planFor, slotOfCode } from '../../miniprogram/packages/volunteer/scan/model';
import { posterModel } from '../../miniprogram/packages/leader/poster/model';
import { sheetOf } from '../../miniprogram/packages/leader/poster/sheet';
import type { RefusedItem, Waiting } from '../../miniprogram/services/outbox';
import { PAPER, widthOf } from '../../miniprogram/services/paper';
import { at } from '../domain/support';

const printed = makePrintedCode('k', 'v0123456789abcdef-1');

describe('a printed code', () => {
  const slot = {
    id: 's',
    kind: 'shift',
    name: '早班',
    start: at(8),
    end: at(9),
    capacity: 1,
    left: 1,
    revision: 0,
  } as const;
  const poster = { title: '义剪', slot, venue: '站', picture: 'AAAA' };

  test('comes as the scene of the page that the camera read, and as itself', () => {
    const path = `packages/volunteer/scan/index?scene=${encodeURIComponent(printed)}`;
    expect(codeOfScan({ text: '', path })).toBe(printed);
    expect(codeOfScan({ text: 'wm1.x' })).toBe('wm1.x');
    expect(slotOfCode(printed)).toBe('v0123456789abcdef-1');
  });

  test('is shown as a picture, or not at all while there is none', () => {
    expect(posterModel(poster).picture).toBe('data:image/png;base64,AAAA');
    expect(posterModel({ ...poster, picture: null }).picture).toBe('');
  });

  test('is printed with what it is for, all of it on the sheet', () => {
    const long = {
      ...poster,
      title: '春节前后走访慰问辖区内独居老人并帮助打扫卫生贴春联包饺子送温暖志愿服务活动',
      venue: '新时代文明实践站'.repeat(3),
    };
    const strokes = sheetOf(posterModel(long));
    const texts = strokes.flatMap((stroke) => (stroke.kind === 'text' ? [stroke] : []));
    const all = texts.map(({ text }) => text).join('');
    expect([long.title, long.slot.name, long.venue].every((part) => all.includes(part))).toBe(true);
    expect(texts.every(({ text, size }) => widthOf(text, size) <= PAPER.width)).toBe(true);
    expect(texts.every(({ y }) => y < PAPER.height)).toBe(true);
    expect(strokes.filter(({ kind }) => kind === 'code')).toHaveLength(1);
  });
});

describe('one’s own code', () => {
  const mine = { accountId: 'a1', key: 'k', name: '李娜', number: '', now: 0 };

  test('is one that a leader’s scan takes', () => {
    const code = parsePersonalCode(drawn(mine, at(9)).code);
    expect(code && verifyPersonalCode(code, 'k', at(9))).toBe('OK');
    expect(drawn(mine, at(9))).toMatchObject({ seconds: 10, percent: 100 });
  });

  test('says who one is', () => {
    expect(codeModel({ ...mine, number: '4112-1' })).toEqual({ name: '李娜', number: '4112-1' });
  });
});

test('where nobody checks out, scanning again does not ask to leave', () => {
  const present = { state: 'present', in: at(8), out: null } as const;
  expect(planFor(present, at(9), 'inOnly')).toMatchObject({ move: 'out', question: { calm: true } });
  expect(planFor(present, at(9))).toMatchObject({ move: 'out', question: { calm: false } });
});

test('what was kept says so until it was taken', () => {
  const before = keptModel('in', at(8, 31), '义剪', 'waiting', true);
  const after = keptModel('in', at(8, 31), '义剪', 'sent', true);
  expect(before.heading).not.toBe(after.heading);
  expect([before.time, after.time]).toEqual(['8:31 签到', '8:31 签到']);
  expect(keptModel('in', at(8), '', 'waiting', false).lead).not.toBe(before.lead);
});

describe('what waits on the phone', () => {
  const item = (nonce: string, slotId: string): Waiting => ({
    nonce,
    slotId,
    action: 'attendance.checkIn',
    input: { code: 'c' },
    what: '签到',
    title: '义剪',
    madeAt: at(8),
    tries: 1,
    faults: 0,
  });
  const refused: RefusedItem = { ...item('r', 's1'), code: 'TOO_OLD', details: {} };
  const box = { waiting: [item('a', 's1'), item('b', 's2')], refused: [refused] };
  const model = (slotId: string) => outboxModel(box, slotId, (code) => code, at(9));

  test('is shown in its order, of one slot or of all, and so is what was refused', () => {
    expect(model('').waiting.map(({ nonce }) => nonce)).toEqual(['a', 'b']);
    expect(model('s2').waiting.map(({ nonce }) => nonce)).toEqual(['b']);
    expect(model('s1').refused).toMatchObject([{ nonce: 'r', words: 'TOO_OLD' }]);
    expect(model('s2').refused).toEqual([]);
  });
});

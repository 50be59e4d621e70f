import type { Moment } from '#domain/attendance/moment';
import {
  namedReasonRefusal,
  recordRefusal,
  scanRefusal,
  undoRefusal,
  undoTimeRefusal,
  type Noted,
  type ToldScan,
} from '#domain/attendance/told';
import { at } from './support';

const moment: Moment = { ok: true, at: at(9), late: false, flags: [] };
const tooOld: Moment = { ok: false, code: 'TOO_OLD' };

test('a scan is judged by its code, then by its time, then by the slot that was meant, then by who it is', () => {
  const scan: ToldScan = { genuine: true, moment, slotId: 's1', activityId: 'v1', expected: true };
  const code = (over: Partial<ToldScan>) => scanRefusal({ ...scan, ...over })?.code ?? null;
  const nobody = { expected: false, meant: 's2' };
  expect(code({})).toBeNull();
  expect(code({ meant: 's1' })).toBeNull();
  expect(code({ ...nobody, moment: tooOld, genuine: false })).toBe('CODE_INVALID');
  expect(code({ ...nobody, moment: tooOld })).toBe('TOO_OLD');
  expect(code(nobody)).toBe('CODE_OTHER_SLOT');
  expect(scanRefusal({ ...scan, expected: false })).toEqual({
    code: 'NOT_SIGNED_UP',
    details: { slotId: 's1', activityId: 'v1' },
  });
});

describe('whom a leader may note', () => {
  const stranger: Noted = { listed: false, member: false, kept: false };
  const byName = (person: Noted | null, seen: Moment = moment) =>
    recordRefusal(null, person, seen)?.code ?? null;

  test('by name who is on the list, in the team or kept by it, and nobody else', () => {
    const known = [{ listed: true }, { member: true }, { kept: true }];
    expect(known.map((over) => byName({ ...stranger, ...over }))).toEqual([null, null, null]);
    expect([byName(stranger), byName(null), byName(stranger, tooOld)]).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
    expect(byName({ ...stranger, member: true }, tooOld)).toBe('TOO_OLD');
  });

  test('by a code whoever it proves to be here', () => {
    expect(recordRefusal({ genuine: true }, stranger, moment)).toBeNull();
    expect(recordRefusal({ genuine: false }, stranger, tooOld)).toEqual({ code: 'CODE_INVALID' });
    expect(recordRefusal({ genuine: true }, stranger, tooOld)).toEqual({ code: 'TOO_OLD' });
  });

  test('with a reason where no code says so', () => {
    expect([namedReasonRefusal(false, '忘带手机'), namedReasonRefusal(true, '')]).toEqual([null, null]);
    expect(namedReasonRefusal(false, '')).toEqual({ code: 'REASON_NEEDED' });
  });
});

describe('what can be taken back', () => {
  const kept = { credited: false, marks: ['m1', 'm2'] };

  test('a mark that stands, until the hours are credited', () => {
    expect(undoRefusal(kept, ['m2'])).toBeNull();
    expect(undoRefusal({ ...kept, credited: true }, ['m2'])).toEqual({ code: 'ALREADY_CREDITED' });
  });

  test('once more what was taken back already, and nothing of somebody of whom nothing is noted', () => {
    expect(undoRefusal({ ...kept, credited: true }, [])).toBeNull();
    expect(undoRefusal(null, [])).toEqual({ code: 'NOTHING_TO_UNDO' });
    expect(undoRefusal(kept, ['m3'])).toEqual({ code: 'NOTHING_TO_UNDO' });
  });

  test('on the day on which the slot ends', () => {
    expect(undoTimeRefusal({ ...moment, at: at(24) - 1 }, at(10))).toBeNull();
    expect(undoTimeRefusal({ ...moment, at: at(24) }, at(10))).toEqual({
      code: 'TOO_LATE',
      details: { at: at(10) },
    });
    expect(undoTimeRefusal(tooOld, at(10))).toEqual({ code: 'TOO_OLD' });
  });
});

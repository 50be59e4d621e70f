import { makeCode } from '#domain/attendance/code';
import { appendLine, EMPTY, type Head, type LedgerLine } from '#domain/hours/ledger';
import { starsOf } from '#domain/hours/stars';
import type { HoursSummary } from '#domain/hours/views';
import type { MySignup } from '#domain/signups/views';
import { checkOf, summaryModel } from '../../miniprogram/packages/volunteer/hours/model';
import { planFor, refusalModel, slotOfCode } from '../../miniprogram/packages/volunteer/scan/model';
import { decoded } from '../../miniprogram/services/routes';
import { at, settings } from '../domain/support';
import { aSignup } from './views';

const signup = (presence: MySignup['presence']): MySignup =>
  aSignup({ presence, slotId: 'v-0', start: at(8), end: at(10) });

describe('what a scan means', () => {
  test('the slot stands in the code; other texts are no code', () => {
    expect(slotOfCode(makeCode('k', 'v-0', at(9)))).toBe('v-0');
    expect(slotOfCode('https://example.org')).toBeNull();
  });

  test('a scanned text comes through the address unharmed, also one that never was encoded', () => {
    expect(decoded(encodeURIComponent('wm1.v-0?&'))).toBe('wm1.v-0?&');
    expect(decoded('100%')).toBe('100%');
  });

  test('who is not there yet comes in, also when nothing is known of a sign-up', () => {
    const expected = { state: 'expected', in: null, out: null, flags: [] } as const;
    expect(planFor(signup(expected).presence, at(9))).toEqual({ plan: 'do', move: 'in' });
    expect(planFor(null, at(9))).toEqual({ plan: 'do', move: 'in' });
  });

  test('who is there is asked before leaving', () => {
    const present = { state: 'present', in: at(8), out: null, flags: [] } as const;
    expect(planFor(signup(present).presence, at(9))).toMatchObject({
      plan: 'ask',
      move: 'out',
      question: { calm: false },
    });
  });

  test('who scans again right after coming in is told so, leaving is not the main answer', () => {
    const present = { state: 'present', in: at(8), out: null, flags: [] } as const;
    expect(planFor(signup(present).presence, at(8, 5) - 1)).toMatchObject({
      move: 'out',
      question: { calm: true },
    });
    expect(planFor(signup(present).presence, at(8, 5))).toMatchObject({
      move: 'out',
      question: { calm: false },
    });
  });

  test('who has left is asked before coming in again', () => {
    const left = { state: 'left', in: at(8), out: at(9), flags: [] } as const;
    expect(planFor(signup(left).presence, at(9, 1))).toMatchObject({ plan: 'ask', move: 'in' });
  });

  test.each([
    ['CODE_EXPIRED', 'rescan'],
    ['NOT_SIGNED_UP', 'activities'],
    ['STILL_WAITING', 'mine'],
    ['TOO_EARLY', 'close'],
  ] as const)('%s leads to %s', (code, next) => {
    expect(refusalModel('in', code, '').next).toBe(next);
  });
});

describe('the ledger on the phone', () => {
  const content = (id: string, minutes: number) => ({
    id,
    accountId: 'a',
    kind: 'service' as const,
    minutes,
    activityId: 'v',
    slotId: 'v-0',
    title: '理发',
    venue: '站',
    day: '2026-11-22',
    start: at(8),
    end: at(10),
    teamId: 't',
    teamName: '队',
    confirmedBy: 'b',
    reason: '',
    at: at(11),
  });

  /** Newest first, as the cloud answers. */
  function ledgerOf(...minutes: number[]): LedgerLine[] {
    let head: Head = EMPTY;
    return minutes
      .map((m, i) => {
        const line = appendLine(head, content(`s${i}`, m));
        head = line;
        return line;
      })
      .reverse();
  }

  const summary = (totalMinutes: number, lines: number): HoursSummary => ({
    ...starsOf(totalMinutes, settings.hours.stars),
    totalMinutes,
    lines,
  });

  test('is whole when every line is here and the chain holds', () => {
    expect(checkOf(ledgerOf(60, 120), false, summary(180, 2))).toBe('WHOLE');
  });

  test('is not judged before the oldest line is here', () => {
    expect(checkOf(ledgerOf(60, 120), true, summary(180, 2))).toBe('PART');
  });

  test('is broken by a line altered or left out, or a total that is not its sum', () => {
    const lines = ledgerOf(60, 120, 30);
    expect(
      checkOf(
        lines.map((l) => ({ ...l, title: '别的' })),
        false,
        summary(210, 3),
      ),
    ).toBe('BROKEN');
    expect(checkOf(lines.slice(0, 2), false, summary(210, 3))).toBe('BROKEN');
    expect(checkOf(lines, false, summary(240, 3))).toBe('BROKEN');
    expect(checkOf([], false, summary(60, 1))).toBe('BROKEN');
  });

  test('is empty before the first line', () => {
    expect(checkOf([], false, summary(0, 0))).toBe('EMPTY');
  });

  test('stars are drawn to the city’s number of them', () => {
    const { stars } = summaryModel(summary(100 * 60, 1));
    expect(stars.map(({ reached }) => reached)).toEqual([true, false, false, false, false]);
  });
});

import fc from 'fast-check';
import { typeFactor, wantsLarge } from '#domain/type';

const px = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined });

describe('the size of the text', () => {
  test('is the usual one where nobody asked for more', () => {
    expect(typeFactor({ large: false })).toBe(1);
    for (const systemPx of [16, 17, 12, 0, NaN]) expect(typeFactor({ large: false, systemPx })).toBe(1);
    expect(wantsLarge({ large: false, systemPx: 17 })).toBe(false);
  });

  test.each([
    [20, 1.25],
    [23, 1.44],
    [24, 1.5],
    [25.6, 1.6],
    [26, 1.6],
    [60, 1.6],
  ])('follows WeChat set to %d px', (systemPx, factor) => {
    expect(typeFactor({ large: false, systemPx })).toBe(factor);
  });

  test('follows the switch alone, and whoever asks for more', () => {
    expect(typeFactor({ large: true })).toBe(1.4);
    expect(typeFactor({ large: true, systemPx: 20 })).toBe(1.4);
    expect(typeFactor({ large: true, systemPx: 24 })).toBe(1.5);
  });

  test('never leaves its bounds, and never shrinks as more is asked for', () => {
    fc.assert(
      fc.property(px, px, fc.boolean(), (a, b, large) => {
        const [less = 0, more = 0] = [a ?? 0, b ?? 0].sort((x, y) => x - y);
        const factor = typeFactor({ large, systemPx: less });
        expect(factor).toBeGreaterThanOrEqual(1);
        expect(factor).toBeLessThanOrEqual(1.6);
        expect(typeFactor({ large, systemPx: more })).toBeGreaterThanOrEqual(factor);
        expect(typeFactor({ large: true, systemPx: less })).toBeGreaterThanOrEqual(factor);
      }),
    );
  });

  test('brings the short home page to whoever asked for large type, in whichever way', () => {
    expect(wantsLarge({ large: true })).toBe(true);
    expect(wantsLarge({ large: false, systemPx: 23 })).toBe(true);
    expect(wantsLarge({ large: false, systemPx: 22 })).toBe(false);
  });
});

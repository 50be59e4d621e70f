import type { Instant } from '#domain/time';

/** Before each test of the suite the phone's own clock stands at this moment; only the test itself moves it on. */
export function storyClock(now: Instant): void {
  beforeEach(() => void jest.useFakeTimers({ now }));
  afterEach(() => void jest.useRealTimers());
}

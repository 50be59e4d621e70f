import { Refused } from '#domain/errors';
import { MORNING } from '../../harness/world';
import { Pieces } from '../../cloudfunctions/core/pieces';

/** A piece of a sweep that fails holds up no other. */
describe('a piece', () => {
  let logged: jest.SpyInstance;
  let putOff: jest.Mock<Promise<void>>;
  beforeEach(() => {
    logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    putOff = jest.fn(() => Promise.resolve());
  });
  afterEach(() => logged.mockRestore());

  const fails = (error: Error) => () => Promise.reject(error);

  it('that fails is logged, counted and put off', async () => {
    const pieces = new Pieces('sweep');
    expect(await pieces.done(fails(new Error('broken')), putOff)).toBe(false);
    expect(await pieces.done(() => Promise.resolve(), putOff)).toBe(true);
    expect([pieces.failed, putOff.mock.calls.length, logged.mock.calls.length]).toEqual([1, 1, 1]);
  });

  it('for which the database was too busy stays due', async () => {
    const pieces = new Pieces('sweep');
    expect(await pieces.done(fails(new Refused('BUSY')), putOff)).toBe(false);
    expect([pieces.failed, putOff.mock.calls.length]).toEqual([1, 0]);
  });

  it('that cannot even be put off does not end the run', async () => {
    const pieces = new Pieces('sweep');
    expect(await pieces.done(fails(new Error('broken')), fails(new Error('as well')))).toBe(false);
    expect([pieces.failed, logged.mock.calls.length]).toEqual([1, 2]);
  });

  it('that hangs is not waited for', async () => {
    jest.useFakeTimers({ now: MORNING });
    try {
      const pieces = new Pieces('sweep');
      const done = pieces.done(() => new Promise(() => undefined), putOff);
      await jest.advanceTimersByTimeAsync(31_000);
      expect(await done).toBe(false);
      expect(putOff).toHaveBeenCalledTimes(1);
    } finally {
      jest.useRealTimers();
    }
  });
});

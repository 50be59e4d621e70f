import { defined } from '#domain/defined';

describe('defined', () => {
  it('leaves out what is undefined and nothing else', () => {
    const fields = { a: undefined, b: null, c: 0, d: '', e: false };
    expect(Object.keys(defined(fields))).toEqual(['b', 'c', 'd', 'e']);
    expect(defined(fields)).toEqual(fields);
  });

  it('lets a spread keep what is there', () => {
    const said: { reason?: string } = { reason: undefined };
    expect({ reason: '雨', ...defined(said) }).toEqual({ reason: '雨' });
  });
});

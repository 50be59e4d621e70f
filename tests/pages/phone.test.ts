import { tell } from '../../miniprogram/services/phone';

/** What WeChat was asked to show. */
function shown(words: string): string[] {
  const asked: string[] = [];
  const ask = (what: string) => () => {
    asked.push(what);
    return Promise.resolve({});
  };
  Object.assign(globalThis, { wx: { showToast: ask('toast'), showModal: ask('dialog') } });
  tell(words);
  return asked;
}

test('a few words pass by; what takes reading stays until it is read', () => {
  expect(shown('存好了')).toEqual(['toast']);
  expect(shown('字'.repeat(18))).toEqual(['toast']);
  expect(shown('字'.repeat(19))).toEqual(['dialog']);
});

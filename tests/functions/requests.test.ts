import { requestsOf } from '../../cloudfunctions/core/requests';

const document = (bytes: number) => ({ bulk: 'x'.repeat(bytes - '{"bulk":""}'.length) });
const sizes = (bytes: readonly number[]) => requestsOf(bytes.map(document)).map((request) => request.length);

test('documents go in as few requests as their size takes, in their order', () => {
  expect(sizes([])).toEqual([]);
  expect(sizes([200_000, 200_000])).toEqual([2]);
  expect(sizes([200_000, 200_001])).toEqual([1, 1]);
  expect(sizes([100_000, 100_000, 100_000, 100_000, 11])).toEqual([4, 1]);
  expect(sizes([900_000, 100])).toEqual([1, 1]);
  const numbered = Array.from({ length: 1_000 }, (_, n) => ({ n, bulk: 'x'.repeat(1_000) }));
  expect(requestsOf(numbered).flat()).toEqual(numbered);
});

test('what is measured is bytes, not characters', () => {
  const words = Array.from({ length: 2 }, () => ({ words: '字'.repeat(100_000) }));
  expect(requestsOf(words)).toHaveLength(2);
});

import { piecesOf, seenAlone } from '#domain/typed';

describe('words on their way to the content check', () => {
  test('are seen without what cannot be seen, inside emoji too', () => {
    expect(seenAlone('加\u200d微\u034f信\ufe0f')).toBe('加微信');
    expect(seenAlone('👩\u200d🌾')).toBe('👩🌾');
  });

  test('go in pieces that together are all of it, and cut no word', () => {
    const text = Array.from({ length: 9000 }, (_, i) => String.fromCharCode(0x4e00 + (i % 5000))).join('');
    const pieces = piecesOf(text, 2500);
    expect(pieces.every((piece) => piece.length <= 2500)).toBe(true);
    for (let at = 0; at + 20 <= text.length; at += 7)
      expect(pieces.some((piece) => piece.includes(text.slice(at, at + 20)))).toBe(true);
    expect(piecesOf('短', 2500)).toEqual(['短']);
    expect(piecesOf('', 2500)).toEqual(['']);
  });
});

import fc from 'fast-check';
import { pdfOf } from '../../miniprogram/packages/certificate/pdf';
import { latin, readPdf } from '../support/pdf';

/** A JPEG as far as a PDF asks: its start, a comment, the frame header, data that may look like anything. */
function jpeg(width: number, height: number, components = 3, data: readonly number[] = []): ArrayBuffer {
  const two = (n: number) => [n >> 8, n & 255];
  const comment = [0xff, 0xfe, ...two(6), 1, 2, 3, 4];
  const tables = [0xff, 0xc4, ...two(4), 0, 0];
  const frame = [0xff, 0xc0, ...two(8 + components * 3), 8, ...two(height), ...two(width), components];
  const rest = [...Array<number>(components * 3).fill(0), ...data, 0xff, 0xd9];
  return Uint8Array.from([0xff, 0xd8, ...comment, ...tables, ...frame, ...rest]).buffer;
}

test('a reader finds every page, its drawing and its picture, byte for byte', () => {
  const picture = fc.record({
    width: fc.integer({ min: 1, max: 4000 }),
    height: fc.integer({ min: 1, max: 4000 }),
    components: fc.constantFrom(1, 3),
    data: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 }),
  });
  fc.assert(
    fc.property(fc.array(picture, { minLength: 1, maxLength: 12 }), (pictures) => {
      const files = pictures.map((p) => jpeg(p.width, p.height, p.components, p.data));
      const { pages } = readPdf(pdfOf(files, '证明'));
      expect(pages).toHaveLength(pictures.length);
      pages.forEach(({ page, drawing, picture }, i) => {
        expect(page.dictionary).toContain('/MediaBox [0 0 595.28 841.89]');
        expect(drawing.stream).toContain('/Picture Do');
        expect(picture.dictionary).toContain(`/Width ${pictures[i]?.width} /Height ${pictures[i]?.height}`);
        expect(picture.dictionary).toContain(pictures[i]?.components === 1 ? '/DeviceGray' : '/DeviceRGB');
        expect(picture.stream).toBe(latin(files[i] ?? new ArrayBuffer(0)));
      });
    }),
    { numRuns: 40 },
  );
});

test('its title is kept in any script', () => {
  const { info } = readPdf(pdfOf([jpeg(2, 3)], '张三 𠮷'));
  expect(info.dictionary).toBe('/Title <FEFF5f204e090020d842dfb7>');
});

test.each([
  ['no picture', new ArrayBuffer(0)],
  ['another kind of picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]).buffer],
  ['one that is cut off', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]).buffer],
])('%s is refused', (_, bytes) => expect(() => pdfOf([bytes], '')).toThrow());

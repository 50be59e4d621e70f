import fc from 'fast-check';
import { pdfOf } from '../../miniprogram/services/pdf';

/** A JPEG as far as a PDF asks: its start, a comment, the frame header, data that may look like anything. */
function jpeg(width: number, height: number, components = 3, data: readonly number[] = []): ArrayBuffer {
  const two = (n: number) => [n >> 8, n & 255];
  const comment = [0xff, 0xfe, ...two(6), 1, 2, 3, 4];
  const tables = [0xff, 0xc4, ...two(4), 0, 0];
  const frame = [0xff, 0xc0, ...two(8 + components * 3), 8, ...two(height), ...two(width), components];
  const rest = [...Array<number>(components * 3).fill(0), ...data, 0xff, 0xd9];
  return Uint8Array.from([0xff, 0xd8, ...comment, ...tables, ...frame, ...rest]).buffer;
}

/** Each byte one letter. */
const latin = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');

/** Every object by its number, found only through the table at the end, as a reader finds it. */
function readPdf(bytes: ArrayBuffer) {
  const file = latin(bytes);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  const table = /^xref\n0 (\d+)\n0{10} 65535 f \n((?:\d{10} 00000 n \n)*)trailer\n<< (.*) >>\n/.exec(
    file.slice(start),
  );
  if (!table) throw new Error('no table where startxref says');
  const [, size = '', entries = '', trailer = ''] = table;
  const offsets = [...entries.matchAll(/(\d{10}) 00000 n \n/g)].map((entry) => Number(entry[1]));
  expect(Number(size)).toBe(offsets.length + 1);
  expect(trailer).toContain(`/Size ${size}`);
  const objects = offsets.map((offset, i) => {
    const head = `${i + 1} 0 obj\n`;
    expect(file.slice(offset, offset + head.length)).toBe(head);
    const body = file.slice(offset + head.length);
    const dictionary = /^<< (.*?) >>\n/.exec(body)?.[1] ?? '';
    const length = /\/Length (\d+)$/.exec(dictionary)?.[1];
    if (length === undefined) return { dictionary, stream: '' };
    const from = body.indexOf('stream\n') + 'stream\n'.length;
    const stream = body.slice(from, from + Number(length));
    expect(body.slice(from + Number(length)).startsWith('\nendstream\nendobj\n')).toBe(true);
    return { dictionary, stream };
  });
  const object = (reference: string | undefined) => {
    const found = objects[Number(reference) - 1];
    if (!found) throw new Error(`no object ${String(reference)}`);
    return found;
  };
  const reference = (from: string, key: string) => new RegExp(`/${key} (\\d+) 0 R`).exec(from)?.[1];
  return { file, trailer, object, reference };
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
      const { trailer, object, reference, file } = readPdf(pdfOf(files, '证明'));
      expect(file.startsWith('%PDF-1.4\n')).toBe(true);
      const tree = object(reference(object(reference(trailer, 'Root')).dictionary, 'Pages'));
      const kids = [...(/\[(.*)\]/.exec(tree.dictionary)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(
        (kid) => kid[1],
      );
      expect(tree.dictionary).toContain(`/Count ${pictures.length}`);
      expect(kids).toHaveLength(pictures.length);
      kids.forEach((kid, i) => {
        const { dictionary } = object(kid);
        expect(dictionary).toContain('/MediaBox [0 0 595.28 841.89]');
        expect(object(reference(dictionary, 'Contents')).stream).toContain('/Picture Do');
        const image = object(reference(dictionary, 'Picture'));
        expect(image.dictionary).toContain(`/Width ${pictures[i]?.width} /Height ${pictures[i]?.height}`);
        expect(image.dictionary).toContain(pictures[i]?.components === 1 ? '/DeviceGray' : '/DeviceRGB');
        expect(image.stream).toBe(latin(files[i] ?? new ArrayBuffer(0)));
      });
    }),
    { numRuns: 40 },
  );
});

test('its title is kept in any script', () => {
  const { trailer, object, reference } = readPdf(pdfOf([jpeg(2, 3)], '张三 𠮷'));
  expect(object(reference(trailer, 'Info')).dictionary).toBe('/Title <FEFF5f204e090020d842dfb7>');
});

test.each([
  ['no picture', new ArrayBuffer(0)],
  ['another kind of picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]).buffer],
  ['one that is cut off', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]).buffer],
])('%s is refused', (_, bytes) => expect(() => pdfOf([bytes], '')).toThrow());

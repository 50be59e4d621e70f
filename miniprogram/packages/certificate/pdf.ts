/** A PDF 1.4 (ISO 32000-1) of whole-page pictures: one JPEG a page, A4 upright. */

/** A4 in points. */
const PAGE_WIDTH = 595.28;
const PAGE_HEIGHT = 841.89;

interface Jpeg {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** 1: grey, 3: colour. */
  readonly components: number;
}

/** Size and colours stand in the frame header; the segments before it are stepped over. */
function readJpeg(buffer: ArrayBuffer): Jpeg {
  const view = new DataView(buffer);
  if (buffer.byteLength < 4 || view.getUint16(0) !== 0xffd8) throw new Error('not a JPEG');
  let at = 2;
  while (at + 9 < buffer.byteLength) {
    const marker = view.getUint16(at);
    if (isFrame(marker)) {
      const height = view.getUint16(at + 5);
      const width = view.getUint16(at + 7);
      return { bytes: new Uint8Array(buffer), width, height, components: view.getUint8(at + 9) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  throw new Error('a JPEG without a frame');
}

/** SOF0 to SOF15, without the three of that range that are something else (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc;

/** Bytes put one after the other, knowing how many there are: the table at the end tells where each object begins. */
class Bytes {
  length = 0;
  private readonly parts: Uint8Array[] = [];

  /** Latin-1: each letter one byte. */
  text(text: string): void {
    this.raw(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  }

  raw(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.length += bytes.length;
  }

  joined(): ArrayBuffer {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all.buffer;
  }
}

class Writer {
  private readonly bytes = new Bytes();
  /** Where each object begins; object n stands at n - 1. */
  private readonly offsets: number[] = [];

  constructor() {
    // The second line tells programs that this is no plain text.
    this.bytes.text('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n');
  }

  /** Objects are numbered 1, 2, 3 … in the order they are written. */
  object(dictionary: string, stream?: Uint8Array): void {
    this.offsets.push(this.bytes.length);
    this.bytes.text(`${this.offsets.length} 0 obj\n`);
    if (!stream) this.bytes.text(`<< ${dictionary} >>\n`);
    else {
      this.bytes.text(`<< ${dictionary} /Length ${stream.length} >>\nstream\n`);
      this.bytes.raw(stream);
      this.bytes.text('\nendstream\n');
    }
    this.bytes.text('endobj\n');
  }

  end(root: number, info: number): ArrayBuffer {
    const start = this.bytes.length;
    const size = this.offsets.length + 1;
    const entries = this.offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    this.bytes.text(`xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`);
    this.bytes.text(`trailer\n<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R >>\n`);
    this.bytes.text(`startxref\n${start}\n%%EOF\n`);
    return this.bytes.joined();
  }
}

/** Any script, as PDF has it: UTF-16, high byte first, after its mark. */
const hexText = (text: string): string =>
  `<FEFF${Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('')}>`;

const CATALOG = 1;
const TREE = 2;
const INFO = 3;
/** A page, what is drawn on it, and its picture. */
const PER_PAGE = 3;
const pageNumber = (index: number): number => INFO + 1 + index * PER_PAGE;

/** `pictures`: JPEG files in the proportions of A4, in the order of the pages. */
export function pdfOf(pictures: readonly ArrayBuffer[], title: string): ArrayBuffer {
  const writer = new Writer();
  const kids = pictures.map((_, index) => `${pageNumber(index)} 0 R`).join(' ');
  writer.object(`/Type /Catalog /Pages ${TREE} 0 R`);
  writer.object(`/Type /Pages /Count ${pictures.length} /Kids [${kids}]`);
  writer.object(`/Title ${hexText(title)}`);
  pictures.map(readJpeg).forEach((jpeg, index) => addPage(writer, jpeg, pageNumber(index)));
  return writer.end(CATALOG, INFO);
}

function addPage(writer: Writer, jpeg: Jpeg, page: number): void {
  const { bytes, width, height, components } = jpeg;
  const space = components === 1 ? '/DeviceGray' : '/DeviceRGB';
  const drawing = `q ${PAGE_WIDTH} 0 0 ${PAGE_HEIGHT} 0 0 cm /Picture Do Q`;
  writer.object(
    `/Type /Page /Parent ${TREE} 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] ` +
      `/Contents ${page + 1} 0 R /Resources << /XObject << /Picture ${page + 2} 0 R >> >>`,
  );
  writer.object(
    '',
    Uint8Array.from(drawing, (letter) => letter.charCodeAt(0)),
  );
  writer.object(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ` +
      `/ColorSpace ${space} /BitsPerComponent 8 /Filter /DCTDecode`,
    bytes,
  );
}

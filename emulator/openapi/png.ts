import { deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const QUIET_ZONE = 4;

/** A square of modules, dark or light. */
export interface Matrix {
  readonly size: number;
  get(row: number, column: number): number;
}

/** PNG's checksum; zlib offers it only in later versions of Node 20. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** One line of pixels, a bit each, white where no module is dark. */
function lineOf(matrix: Matrix, row: number, scale: number, width: number): Buffer {
  const line = Buffer.alloc(1 + Math.ceil(width / 8), 0xff);
  line[0] = 0;
  for (let column = 0; column < matrix.size && row >= 0 && row < matrix.size; column += 1) {
    if (matrix.get(row, column) === 0) continue;
    const from = (column + QUIET_ZONE) * scale;
    for (let pixel = from; pixel < from + scale; pixel += 1) {
      const at = 1 + (pixel >> 3);
      line[at] = (line[at] ?? 0) & ~(0x80 >> (pixel & 7));
    }
  }
  return line;
}

/** Draws a matrix with its quiet zone, at the largest whole scale that fits the width in pixels. */
export function drawMatrix(matrix: Matrix, width: number): Buffer {
  const modules = matrix.size + 2 * QUIET_ZONE;
  const scale = Math.max(1, Math.floor(width / modules));
  const side = modules * scale;
  const lines: Buffer[] = [];
  for (let row = -QUIET_ZONE; row < matrix.size + QUIET_ZONE; row += 1) {
    const line = lineOf(matrix, row, scale, side);
    for (let repeat = 0; repeat < scale; repeat += 1) lines.push(line);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit a pixel, grey; the rest of the header is zero.
  header[8] = 1;
  const data = deflateSync(Buffer.concat(lines));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

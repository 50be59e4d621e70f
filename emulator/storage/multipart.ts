import { GatewayError } from '../errors';
import type { Fields } from '../values';

const BREAK = Buffer.from('\r\n\r\n');

/** Fields of a multipart body; a part stays a Buffer where `binary` names it. */
export function parseMultipart(body: Buffer, contentType: string, binary: ReadonlySet<string>): Fields {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new GatewayError('INVALID_PARAM', 'the multipart body names no boundary');
  const delimiter = Buffer.from(`--${boundary}`);
  const fields: Fields = {};
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const end = body.indexOf(delimiter, start + delimiter.length);
    if (end < 0) break;
    const part = body.subarray(start + delimiter.length + 2, end - 2);
    const head = part.indexOf(BREAK);
    const name = /name="([^"]*)"/.exec(part.subarray(0, Math.max(head, 0)).toString())?.[1];
    if (name !== undefined) {
      const value = part.subarray(head + BREAK.length);
      fields[name] = binary.has(name) ? value : value.toString();
    }
    start = end;
  }
  return fields;
}

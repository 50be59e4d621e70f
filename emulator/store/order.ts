import { StoreError, type Value } from './types';

/**
 * MongoDB's total order over values, as strings: encode(a) < encode(b) when a sorts before b. No
 * encoding is the beginning of another, so they can be joined into compound keys and compared as a
 * whole. Code units 0xFFFF and 0x0000 never begin one: a key followed by LAST is past everything that
 * starts with it.
 */
export const LAST = '\uffff';
const END = '\u0001';

const TAG = {
  empty: '\u0003', // an empty array inside an index: sorts before null
  nil: '\u0004',
  number: '\u0005',
  string: '\u0006',
  object: '\u0007',
  array: '\u0008',
  binary: '\u0009',
  boolean: '\u000a',
  date: '\u000b',
  regexp: '\u000c',
} as const;

export type Kind = keyof typeof TAG;

/** The part of the order that one kind of value takes up: a bound of a range without an end. */
export const kindTag = (kind: Kind): string => TAG[kind];
export const EMPTY_ARRAY = TAG.empty;
export const NIL = TAG.nil;

const float = new Float64Array(1);
const units = new Uint16Array(float.buffer);

function encodeNumber(value: number): string {
  // -0 sorts as 0; NaN before every number, as in MongoDB.
  if (Number.isNaN(value)) return '\u0001\u0000\u0000\u0000';
  float[0] = value === 0 ? 0 : value;
  const [d = 0, c = 0, b = 0, a = 0] = units;
  const flip = a & 0x8000 ? 0xffff : 0;
  return String.fromCharCode(flip ? a ^ 0xffff : a | 0x8000, b ^ flip, c ^ flip, d ^ flip);
}

function encodeText(text: string): string {
  // eslint-disable-next-line no-control-regex -- exactly the units that the encoding itself uses
  if (!/[\u0000-\u0002\ufffe\uffff]/.test(text)) return text + END;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 2) out += String.fromCharCode(2, unit + 3);
    else if (unit >= 0xfffe) out += String.fromCharCode(0xfffe, unit);
    else out += text[i];
  }
  return out + END;
}

/** What all strings with this beginning start with. */
export const encodePrefix = (text: string): string => TAG.string + encodeText(text).slice(0, -1);

export function kindOf(value: Value): Kind {
  if (value === undefined || value === null) return 'nil';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'object') {
    throw new StoreError('DATABASE_REQUEST_FAILED', `a ${typeof value} cannot be stored`);
  }
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regexp';
  if (value instanceof Uint8Array) return 'binary';
  return 'object';
}

export function encode(value: Value): string {
  const kind = kindOf(value);
  const tag = TAG[kind];
  switch (kind) {
    case 'number':
      return tag + encodeNumber(value as number);
    case 'string':
      return tag + encodeText(value as string);
    case 'boolean':
      return tag + (value ? '\u0004' : '\u0003');
    case 'date':
      return tag + encodeNumber((value as Date).getTime());
    case 'array':
      return tag + (value as Value[]).map(encode).join('') + END;
    case 'object':
      return (
        tag +
        Object.entries(value as object)
          // By the kind of a field first, then by its name, then by its value.
          .map(([name, field]) => TAG[kindOf(field)] + encodeText(name) + encode(field))
          .join('') +
        END
      );
    case 'regexp':
      return tag + encodeText((value as RegExp).source) + encodeText((value as RegExp).flags);
    case 'binary':
      return tag + encodeText(Buffer.from(value as Uint8Array).toString('latin1'));
    case 'nil':
    case 'empty':
      return tag;
  }
}

/** The same order backwards, for a descending part of a key. */
export function invert(encoded: string): string {
  let out = '';
  for (let i = 0; i < encoded.length; i++) out += String.fromCharCode(0xffff ^ encoded.charCodeAt(i));
  return out;
}

export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return (a ?? null) === (b ?? null) || (a !== a && b !== b);
  }
  return encode(a) === encode(b);
}

export function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number' && a === a && b === b) return a - b;
  const left = encode(a);
  const right = encode(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

import { BSONRegExp, EJSON, ObjectId } from 'bson';
import { isFields, messageOf, type Fields, refuseDeep } from '../values';
import { GatewayError } from '../errors';

/** Regular expressions are matched in a query but are a plain {pattern, options} once stored. */
type Purpose = 'query' | 'data';

function expression(value: BSONRegExp, purpose: Purpose): unknown {
  if (purpose === 'data') return { pattern: value.pattern, options: value.options };
  try {
    return new RegExp(value.pattern, [...value.options].filter((flag) => 'ims'.includes(flag)).join(''));
  } catch (error) {
    throw new GatewayError('DATABASE_REQUEST_FAILED', messageOf(error));
  }
}

function serverDate(value: Fields, now: Date): Date | undefined {
  const wanted = value['$tcb_server_date'];
  if (!isFields(wanted)) return undefined;
  return new Date(now.getTime() + (typeof wanted['offset'] === 'number' ? wanted['offset'] : 0));
}

function plain(value: unknown, purpose: Purpose, now: Date): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, purpose, now));
  if (!isFields(value) || value instanceof Date) return value;
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof BSONRegExp) return expression(value, purpose);
  if (typeof value['_bsontype'] === 'string') {
    throw new GatewayError('DATABASE_REQUEST_FAILED', `values of type ${value['_bsontype']} are not kept`);
  }
  const date = serverDate(value, now);
  if (date) return date;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner, purpose, now)]));
}

/** Reads EJSON, relaxed or canonical; server dates become the emulator's now. */
export function decode(text: unknown, purpose: Purpose, now: Date): unknown {
  if (typeof text !== 'string') throw new GatewayError('INVALID_PARAM', 'an EJSON string was expected');
  let value: unknown;
  try {
    refuseDeep(text);
    value = EJSON.parse(text, { relaxed: true });
  } catch (error) {
    throw new GatewayError('INVALID_PARAM', `not EJSON: ${messageOf(error)}`);
  }
  return plain(value, purpose, now);
}

export function decodeFields(text: unknown, purpose: Purpose, now: Date): Fields {
  const value = decode(text, purpose, now);
  if (!isFields(value)) throw new GatewayError('INVALID_PARAM', 'an EJSON object was expected');
  return value;
}

export function encode(value: unknown): string {
  return EJSON.stringify(value, { relaxed: true });
}

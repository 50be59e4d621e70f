import { Root } from 'protobufjs/light';
import { isFields, textOf, type Fields } from '../values';

/** The two messages of wx.openApi that the SDK speaks, with only the parts it uses. */
const root = Root.fromJSON({
  nested: {
    Pair: {
      fields: {
        key: { type: 'string', id: 1 },
        value: { type: 'bytes', id: 2 },
        contentType: { type: 'string', id: 3 },
        filename: { type: 'string', id: 4 },
      },
    },
    OpenApiData: { fields: { pairs: { rule: 'repeated', type: 'Pair', id: 1 } } },
    CommApiData: {
      fields: {
        apiType: { type: 'int32', id: 1 },
        openapiData: { type: 'OpenApiData', id: 2 },
        appid: { type: 'string', id: 6 },
      },
    },
    CommOpenApiResp: {
      fields: {
        respData: { type: 'bytes', id: 1 },
        contentType: { type: 'string', id: 2 },
        errorCode: { type: 'int32', id: 3 },
        httpCode: { type: 'int32', id: 4 },
      },
    },
  },
});
const requestType = root.lookupType('CommApiData');
const responseType = root.lookupType('CommOpenApiResp');

function valueOf(pair: Fields): unknown {
  const value = pair['value'];
  if (!(value instanceof Uint8Array)) return undefined;
  if (textOf(pair, 'contentType')) return Buffer.from(value);
  return JSON.parse(Buffer.from(value).toString()) as unknown;
}

/** The arguments as the function gave them, in snake case; media are Buffers. Refuses what is not the protocol. */
export function readArguments(data: unknown): Fields {
  if (!Buffer.isBuffer(data)) throw new Error('requestData is missing');
  const message = requestType.toObject(requestType.decode(data));
  const inner: unknown = message['openapiData'];
  const pairs = isFields(inner) && Array.isArray(inner['pairs']) ? inner['pairs'] : [];
  return Object.fromEntries(pairs.filter(isFields).map((pair) => [textOf(pair, 'key') ?? '', valueOf(pair)]));
}

function write(fields: Fields): Buffer {
  return Buffer.from(responseType.encode(responseType.create(fields)).finish());
}

export function jsonResponse(body: Fields): Buffer {
  const respData = Buffer.from(JSON.stringify(body));
  return write({ respData, contentType: 'application/json; encoding=utf-8', httpCode: 200 });
}

export function bytesResponse(respData: Buffer, contentType: string): Buffer {
  return write({ respData, contentType, httpCode: 200 });
}

/** A refusal by the platform itself, before the interface is reached. */
export function systemError(errorCode: number): Buffer {
  return write({ errorCode, httpCode: 200 });
}

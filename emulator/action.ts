import type { Invocation } from './metrics';
import type { Fields } from './values';

/**
 * One action of the SDK's protocol. What it returns stands beside requestId in the reply; a Buffer is
 * the whole reply (wx.openApi answers in protobuf). Refuses with a GatewayError.
 */
export type Action = (request: Fields, caller: Invocation | undefined) => Promise<Fields | Buffer>;

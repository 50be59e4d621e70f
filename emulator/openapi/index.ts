import type { FunctionDirectory } from '../functions/config';
import { GatewayError } from '../errors';
import type { Action } from '../action';
import type { Pushes } from '../pushes';
import { messageOf, textOf, type Fields } from '../values';
import { getUnlimited } from './codes';
import { send } from './messages';
import { getPhoneNumber } from './phone';
import { mediaCheckAsync, msgSecCheck } from './security';
import { OpenApiError, type OpenApi, type OpenApiServices } from './types';
import { bytesResponse, jsonResponse, readArguments, systemError } from './wire';

const INTERFACES: Readonly<Record<string, OpenApi>> = {
  'wxacode.getUnlimited': getUnlimited,
  'security.msgSecCheck': msgSecCheck,
  'security.mediaCheckAsync': mediaCheckAsync,
  'subscribeMessage.send': send,
  'phonenumber.getPhoneNumber': getPhoneNumber,
};
const NO_PERMISSION = -604101;

function read(requestData: unknown): Fields {
  try {
    return readArguments(requestData);
  } catch (error) {
    throw new GatewayError('INVALID_PARAM', messageOf(error));
  }
}

/** WeChat's server interfaces as functions reach them, with the permissions of their config.json. */
export function openApiActions(
  services: Omit<OpenApiServices, 'push'>,
  pushes: Pushes,
  directory: FunctionDirectory,
  log: (line: string) => void,
): Record<string, Action> {
  const call: Action = async (request, caller) => {
    const name = textOf(request, 'apiName') ?? '';
    // Outside a function there is no config.json to ask.
    if (caller && !directory.find(caller.function)?.openapi.has(name)) {
      log(`WARNING ${caller.function}/config.json does not permit ${name}`);
      return systemError(NO_PERMISSION);
    }
    const openApi = Object.hasOwn(INTERFACES, name) ? INTERFACES[name] : undefined;
    if (!openApi) throw new GatewayError('INVALID_PARAM', `the emulator has no ${name}`);
    try {
      const push = (message: Fields) => pushes.add(message, caller?.id);
      const answer = await openApi(read(request['requestData']), { ...services, push });
      return answer['bytes'] instanceof Buffer
        ? bytesResponse(answer['bytes'], String(answer['contentType']))
        : jsonResponse(answer);
    } catch (error) {
      if (error instanceof OpenApiError)
        return jsonResponse({ errcode: error.errcode, errmsg: error.message });
      throw error;
    }
  };
  return { 'wx.openApi': call };
}

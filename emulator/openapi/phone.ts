import { textOf } from '../values';
import { APP_ID } from '../functions/runner';
import { OpenApiError, type OpenApi } from './types';

/** Changes a code that the phone got on a tap into the number, once. */
export const getPhoneNumber: OpenApi = async (input, { clock, records }) => {
  const number = await records.takePhoneCode(textOf(input, 'code') ?? '', clock.now());
  if (number === null) throw new OpenApiError(40029, 'invalid code');
  return {
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: number,
      purePhoneNumber: number,
      countryCode: '86',
      watermark: { timestamp: Math.floor(clock.now().getTime() / 1000), appid: APP_ID },
    },
  };
};

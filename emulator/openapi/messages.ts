import { isFields, textOf } from '../values';
import { OpenApiError, type OpenApi } from './types';

/** Longest values of a subscribe message, by the kind its key begins with. */
const LENGTHS: Record<string, number> = {
  thing: 20,
  number: 32,
  letter: 32,
  symbol: 5,
  character_string: 32,
  time: 32,
  date: 32,
  amount: 13,
  phone_number: 17,
  car_number: 8,
  name: 20,
  phrase: 5,
  const: 20,
};

function checkData(data: unknown): Record<string, string> {
  if (!isFields(data)) throw new OpenApiError(47003, 'argument invalid! data');
  return Object.fromEntries(
    Object.entries(data).map(([key, field]) => {
      const kind = /^([a-z_]+)\d+$/.exec(key)?.[1] ?? '';
      const limit = LENGTHS[kind];
      const value = isFields(field) ? field['value'] : undefined;
      const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
      const numeric = kind !== 'number' || /^-?\d+(\.\d+)?$/.test(text);
      if (limit === undefined || text === '' || [...text].length > limit || !numeric) {
        throw new OpenApiError(47003, `argument invalid! data.${key}.value invalid`);
      }
      return [key, text];
    }),
  );
}

/** One grant is one message: without one, 43101. */
export const send: OpenApi = async (input, { clock, records }) => {
  const openid = textOf(input, 'touser');
  const templateId = textOf(input, 'template_id');
  if (!openid) throw new OpenApiError(40003, 'touser 字段 openid 为空或者不正确');
  if (!templateId) throw new OpenApiError(40037, 'template_id 不正确');
  const data = checkData(input['data']);
  if (!(await records.takeGrant(openid, templateId))) {
    throw new OpenApiError(43101, 'user refuse to accept the msg');
  }
  await records.addMessage({ openid, templateId, page: textOf(input, 'page') ?? '', data, at: clock.now() });
  return { errcode: 0, errmsg: 'ok' };
};

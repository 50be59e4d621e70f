import { CALL_ERRORS } from '../functions/protocol';
import type { Runner } from '../functions/runner';
import { isFields, readJson, textOf } from '../values';
import { GatewayError } from '../errors';
import type { Action } from '../action';

function eventOf(text: string | undefined): Record<string, unknown> {
  if (!text) return {};
  let event: unknown;
  try {
    event = readJson(text);
  } catch {
    throw new GatewayError('INVALID_PARAM', 'request_data is not JSON');
  }
  if (!isFields(event)) throw new GatewayError('INVALID_PARAM', 'request_data is not a JSON object');
  return event;
}

/** A function called by a function: without OPENID, since the caller's identity does not travel. */
export function functionActions(runner: Runner): Record<string, Action> {
  return {
    'functions.invokeFunction': async (request) => {
      const name = textOf(request, 'function_name') ?? '';
      const outcome = await runner.call({
        name,
        event: eventOf(textOf(request, 'request_data')),
        source: 'scf',
      });
      if (!outcome.ok) throw new GatewayError(CALL_ERRORS[outcome.kind].code, outcome.message);
      return { data: { response_data: outcome.result } };
    },
  };
}

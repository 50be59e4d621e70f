import type { PhotoAnswer } from '#domain/activities/photos';
import type { ActionName } from '#domain/contract';

type Fields = Readonly<Record<string, unknown>>;

/** The action that a message pushed by WeChat stands for (see pushes.ts); null for any other event. */
export function pushedCall(message: Fields): { action: ActionName; input: object } | null {
  if (message['MsgType'] !== 'event' || message['Event'] !== 'wxa_media_check') return null;
  return { action: 'photos.checked', input: { traceId: message['trace_id'], answer: answerOf(message) } };
}

/** An error of the check's own is no answer: it could not fetch the picture, or has no time. */
function answerOf({ errcode, result }: Fields): PhotoAnswer {
  const suggest = typeof result === 'object' && result !== null ? (result as Fields)['suggest'] : undefined;
  const known = suggest === 'pass' || suggest === 'review' || suggest === 'risky';
  return errcode === 0 && known ? suggest : 'none';
}

import { randomUUID } from 'node:crypto';
import { APP_ID } from '../functions/runner';
import { textOf, type Fields } from '../values';
import { OpenApiError, type OpenApi, type OpenApiServices } from './types';

const MAX_CONTENT = 2500;
const ACTIVE_MS = 2 * 3_600_000;
const LABEL_NORMAL = 100;

/** Words that get a verdict; the rest passes. WeChat's own lists are not known. */
const WORDS: readonly { word: string; suggest: 'risky' | 'review'; label: number }[] = [
  { word: '测试违规', suggest: 'risky', label: 20006 },
  { word: '测试辱骂', suggest: 'risky', label: 20003 },
  { word: '赌博', suggest: 'risky', label: 20006 },
  { word: '代开发票', suggest: 'risky', label: 20008 },
  { word: '测试时政', suggest: 'review', label: 20001 },
  { word: '测试复核', suggest: 'review', label: 21000 },
  { word: '加微信', suggest: 'review', label: 10001 },
  { word: '募捐', suggest: 'review', label: 21000 },
];

function requireActive(openid: string | undefined, { lastSeen, clock }: OpenApiServices): string {
  if (!openid) throw new OpenApiError(40003, 'invalid openid');
  const seen = lastSeen(openid);
  // The clock may have been moved either way since.
  if (!seen || Math.abs(clock.now().getTime() - seen.getTime()) > ACTIVE_MS) {
    throw new OpenApiError(61010, 'code is expired: the user was not active within two hours');
  }
  return openid;
}

function requireScene(input: Fields): number {
  const scene = input['scene'];
  if (typeof scene !== 'number' || ![1, 2, 3, 4].includes(scene))
    throw new OpenApiError(40097, 'invalid args: scene');
  return scene;
}

/** Version 2 of the text check: a suggestion and a label, never a refusal of its own. */
export const msgSecCheck: OpenApi = async (input, services) => {
  const content = textOf(input, 'content');
  if (input['version'] !== 2) throw new OpenApiError(40097, 'invalid args: version');
  const scene = requireScene(input);
  if (!content) throw new OpenApiError(44004, 'empty content');
  if ([...content].length > MAX_CONTENT) throw new OpenApiError(45002, 'content size out of limit');
  const openid = requireActive(textOf(input, 'openid'), services);
  const compact = ['title', 'nickname', 'signature', 'content']
    .map((name) => textOf(input, name) ?? '')
    .join('\n')
    .replace(/\s+/g, '');
  const hit = WORDS.find(({ word }) => compact.includes(word));
  const suggest = hit?.suggest ?? 'pass';
  const label = hit?.label ?? LABEL_NORMAL;
  const at = services.clock.now();
  await services.records.addCheck({ openid, kind: 'text', scene, content, suggest, label, at });
  const detail = [{ strategy: 'keyword', errcode: 0, suggest, label, ...(hit && { keyword: hit.word }) }];
  return { errcode: 0, errmsg: 'ok', detail, trace_id: randomUUID(), result: { suggest, label } };
};

/** In a picture, wherever they stand in the file. */
const NEVER_ANSWERED = '测试无应答';
const CANNOT_FETCH = -1008;

/** Answers at once that it will look; the verdict is pushed later, as `wxa_media_check`. */
export const mediaCheckAsync: OpenApi = async (input, services) => {
  const address = textOf(input, 'media_url');
  if (!address) throw new OpenApiError(40097, 'invalid args: media_url');
  if (input['version'] !== 2 || (input['media_type'] !== 1 && input['media_type'] !== 2)) {
    throw new OpenApiError(40097, 'invalid args: version or media_type');
  }
  const scene = requireScene(input);
  const openid = requireActive(textOf(input, 'openid'), services);
  const at = services.clock.now();
  const content = await services.fetched(address);
  const { suggest, label } = verdictOn(content);
  await services.records.addCheck({ openid, kind: 'media', scene, content: address, suggest, label, at });
  const traceId = randomUUID();
  if (content?.includes(NEVER_ANSWERED) !== true) {
    services.push(
      checkedMessage(traceId, openid, at, content === null ? CANNOT_FETCH : 0, { suggest, label }),
    );
  }
  return { errcode: 0, errmsg: 'ok', trace_id: traceId };
};

interface Verdict {
  readonly suggest: 'pass' | 'review' | 'risky';
  readonly label: number;
}

/** No picture is understood here: words stand in for what would be seen. */
function verdictOn(content: Buffer | null): Verdict {
  const hit = WORDS.find(({ word }) => content?.includes(word) === true);
  return { suggest: hit?.suggest ?? 'pass', label: hit?.label ?? LABEL_NORMAL };
}

function checkedMessage(traceId: string, openid: string, at: Date, errcode: number, result: Verdict): Fields {
  return {
    ToUserName: 'gh_0000000000',
    FromUserName: openid,
    CreateTime: Math.floor(at.getTime() / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: APP_ID,
    trace_id: traceId,
    version: 2,
    errcode,
    errmsg: errcode === 0 ? 'ok' : 'download failed',
    ...(errcode === 0 && {
      result,
      detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
    }),
  };
}

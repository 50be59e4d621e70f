import { randomUUID } from 'node:crypto';
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

/** Accepts the picture; the verdict, which production pushes later, does not come here. */
export const mediaCheckAsync: OpenApi = async (input, services) => {
  const content = textOf(input, 'media_url');
  if (!content) throw new OpenApiError(40097, 'invalid args: media_url');
  if (input['version'] !== 2 || (input['media_type'] !== 1 && input['media_type'] !== 2)) {
    throw new OpenApiError(40097, 'invalid args: version or media_type');
  }
  const scene = requireScene(input);
  const openid = requireActive(textOf(input, 'openid'), services);
  const at = services.clock.now();
  await services.records.addCheck({
    openid,
    kind: 'media',
    scene,
    content,
    suggest: 'pass',
    label: LABEL_NORMAL,
    at,
  });
  return { errcode: 0, errmsg: 'ok', trace_id: randomUUID() };
};

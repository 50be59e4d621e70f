import * as cloud from 'wx-server-sdk';
import { log } from './log';

/** The open interfaces of WeChat that functions call, with their answers reduced to what we decide by. */

interface OpenApi {
  security: {
    msgSecCheck(request: {
      content: string;
      version: 2;
      scene: 1 | 2 | 3 | 4;
      openid: string;
    }): Promise<{ result?: { suggest?: string } }>;
  };
  subscribeMessage: {
    send(request: {
      touser: string;
      templateId: string;
      page: string;
      data: Readonly<Record<string, { value: string }>>;
    }): Promise<unknown>;
  };
}
const openapi = (cloud as unknown as { openapi: OpenApi }).openapi;

/** A text of at most this many characters goes in one check. */
const CHECK_LIMIT = 2500;
const SCENE_PROFILE = 1;
const SCENE_FORUM = 3;

export type Suggestion = 'pass' | 'review' | 'risky';

/**
 * What the content check says of a person's text. A check that cannot be had sends the text to a person
 * instead of letting it through.
 */
export async function checkText(
  content: string,
  openid: string,
  where: 'profile' | 'post',
): Promise<Suggestion> {
  try {
    const answer = await openapi.security.msgSecCheck({
      content: content.slice(0, CHECK_LIMIT),
      version: 2,
      scene: where === 'profile' ? SCENE_PROFILE : SCENE_FORUM,
      openid,
    });
    const suggest = answer.result?.suggest;
    return suggest === 'pass' || suggest === 'risky' ? suggest : 'review';
  } catch {
    log('content check failed');
    return 'review';
  }
}

/** WeChat answers this when the person has not granted (or has used up) a message of this kind. */
const NOT_GRANTED = 43101;

export async function sendMessage(
  openid: string,
  templateId: string,
  page: string,
  values: Readonly<Record<string, string>>,
): Promise<'SENT' | 'NOT_GRANTED' | 'FAILED'> {
  const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
  try {
    await openapi.subscribeMessage.send({ touser: openid, templateId, page, data });
    return 'SENT';
  } catch (error) {
    return (error as { errCode?: number }).errCode === NOT_GRANTED ? 'NOT_GRANTED' : 'FAILED';
  }
}

import * as cloud from 'wx-server-sdk';
import { Refused } from '#domain/errors';
import { piecesOf, seenAlone } from '#domain/typed';
import { log } from './log';

/** The open interfaces of WeChat that functions call, with their answers reduced to what we decide by. */

interface OpenApi {
  phonenumber: {
    getPhoneNumber(request: { code: string }): Promise<{
      phoneInfo?: { purePhoneNumber?: string; countryCode?: string };
    }>;
  };
  security: {
    msgSecCheck(request: {
      content: string;
      version: 2;
      scene: 1 | 2 | 3 | 4;
      openid: string;
    }): Promise<{ result?: { suggest?: string } }>;
    mediaCheckAsync(request: {
      mediaUrl: string;
      mediaType: 2;
      version: 2;
      scene: 1 | 2 | 3 | 4;
      openid: string;
    }): Promise<{ traceId?: string }>;
  };
  wxacode: {
    getUnlimited(request: {
      scene: string;
      page: string;
      checkPath: boolean;
      width: number;
    }): Promise<{ buffer: Buffer }>;
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

/** Where the call came from, as WeChat saw it; empty where it does not say. */
export function clientAddress(): string {
  const { CLIENTIP, CLIENTIPV6 } = cloud.getWXContext() as { CLIENTIP?: string; CLIENTIPV6?: string };
  return CLIENTIP ?? CLIENTIPV6 ?? '';
}

/** A text of at most this many characters goes in one check. */
const CHECK_LIMIT = 2500;
const SCENE_PROFILE = 1;
const SCENE_FORUM = 3;

export type Suggestion = 'pass' | 'review' | 'risky';

/** What the content check says of a person's text: of all of it, in as many checks as it takes, the worst. */
export async function checkText(
  content: string,
  openid: string,
  where: 'profile' | 'post',
): Promise<Suggestion> {
  const pieces = piecesOf(seenAlone(content), CHECK_LIMIT);
  const said = await Promise.all(pieces.map((piece) => checkPiece(piece, openid, where)));
  return (['risky', 'review'] as const).find((suggestion) => said.includes(suggestion)) ?? 'pass';
}

/** A check that cannot be had sends the text to a person instead of letting it through. */
async function checkPiece(content: string, openid: string, where: 'profile' | 'post'): Promise<Suggestion> {
  try {
    const answer = await openapi.security.msgSecCheck({
      content,
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

/**
 * Refuses words that are surely not to be said. Those in doubt pass: what few read, or staff see anyway, nobody may be kept
 * from saying because a reviewer has not looked yet. Of no words nothing is asked.
 */
export async function refuseRisky(words: string, openid: string, where: 'profile' | 'post'): Promise<void> {
  if (words === '') return;
  if ((await checkText(words, openid, where)) === 'risky') throw new Refused('CONTENT_REFUSED');
}

/**
 * Words for everybody to read beside something that cannot wait for a reviewer: refused where they surely are not to be
 * said, and left out where the check has doubts.
 */
export async function withoutDoubted(
  words: string,
  openid: string,
  where: 'profile' | 'post',
): Promise<string> {
  const suggestion = await checkText(words, openid, where);
  if (suggestion === 'risky') throw new Refused('CONTENT_REFUSED');
  return suggestion === 'pass' ? words : '';
}

/**
 * Has a picture looked at. The verdict is pushed later (see pushes.ts) and names what this answers; null when the check
 * could not be had.
 */
export async function checkPicture(mediaUrl: string, openid: string): Promise<string | null> {
  try {
    const about = { mediaType: 2, version: 2, scene: SCENE_FORUM } as const;
    const { traceId } = await openapi.security.mediaCheckAsync({ mediaUrl, ...about, openid });
    return traceId ?? null;
  } catch {
    log('picture check failed');
    return null;
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

/** In pixels: sharp when printed three centimetres wide. */
const CODE_WIDTH = 430;

/**
 * The mini-program code that opens a page with a scene (at most 32 characters), as base64; null when it cannot
 * be had, as before the first release.
 */
export async function codePicture(page: string, scene: string): Promise<string | null> {
  try {
    const { buffer } = await openapi.wxacode.getUnlimited({
      scene,
      page,
      checkPath: false,
      width: CODE_WIDTH,
    });
    return buffer.toString('base64');
  } catch {
    log('mini-program code failed');
    return null;
  }
}

/**
 * The mainland number behind a code that WeChat's own button gave. Null when the code is not (or no
 * longer) good, or the number is of elsewhere.
 */
export async function phoneNumberOf(code: string): Promise<string | null> {
  try {
    const { phoneInfo } = await openapi.phonenumber.getPhoneNumber({ code });
    const { purePhoneNumber = '', countryCode } = phoneInfo ?? {};
    return countryCode === '86' && /^1[3-9]\d{9}$/.test(purePhoneNumber) ? purePhoneNumber : null;
  } catch {
    log('phone number not given');
    return null;
  }
}

import { toBuffer } from 'qrcode';
import { textOf } from '../values';
import { OpenApiError, type OpenApi } from './types';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const MIN_WIDTH = 280;
const MAX_WIDTH = 1280;
/** Each line as the difference to the one above, which suits squares; to try all kinds for each line takes thrice the time. */
const PACKING = { deflateLevel: 9, filterType: 2 };

/** What the picture says: simulator's scan reads the page and the scene back out of it. */
export function codeText(page: string, scene: string): string {
  return `wxacode:${page}?scene=${encodeURIComponent(scene)}`;
}

/** A square code stands in for WeChat's round one, so that any scanner reads it. */
export const getUnlimited: OpenApi = async (input) => {
  const scene = textOf(input, 'scene') ?? '';
  if (!SCENE.test(scene))
    throw new OpenApiError(40169, 'invalid length for scene, or the data is not json string');
  const page = textOf(input, 'page') ?? '';
  if (page.startsWith('/') || page.includes('?')) throw new OpenApiError(41030, 'invalid page');
  const asked = typeof input['width'] === 'number' ? input['width'] : 430;
  const width = Math.min(Math.max(asked, MIN_WIDTH), MAX_WIDTH);
  const bytes = await toBuffer(codeText(page, scene), {
    errorCorrectionLevel: 'M',
    width,
    rendererOpts: { ...PACKING },
  });
  return { bytes, contentType: 'image/png' };
};

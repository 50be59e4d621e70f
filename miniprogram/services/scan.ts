import { isScannedClaimCode } from '../domain/accounts/claims';
import { go, routes } from './routes';

/** Opens the camera, for one slot or any; what it reads decides which page opens. Closing it does nothing. */
export async function openScanner(slotId?: string): Promise<void> {
  const code = await scanOnce();
  if (code?.path) go(code.path.startsWith('/') ? code.path : `/${code.path}`);
  else if (code && isScannedClaimCode(code.text)) go(routes.claim(code.text));
  else if (code) go(routes.scan(code.text, slotId));
}

/**
 * One look through the camera; null when it was closed. A mini-program code has the page it leads to.
 *
 * @param album pictures that are kept will do, too: never where somebody has to be there.
 */
export async function scanOnce({ album = false } = {}): Promise<{ text: string; path?: string } | null> {
  try {
    const { result, path } = await wx.scanCode({
      onlyFromCamera: !album,
      scanType: ['qrCode', 'wxCode' as 'qrCode'],
    });
    return path ? { text: result, path } : { text: result };
  } catch {
    return null;
  }
}

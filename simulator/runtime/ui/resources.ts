/** Where the browser finds what a page names. */
import { parsePageUrl } from '../pages/url';
import { keptUrl } from './own-files';

const RESOURCES = '/app/file/';

export function resolveResource(cloudUrl: string, src: string, from: string): string {
  // Files of the local cloud come through the phone's own origin, so that a canvas may read them.
  if (src.startsWith(`${cloudUrl}/`)) return src.replace(cloudUrl, '/cloud');
  if (/^(?:https?|data|blob):/.test(src) || src === '') return src;
  if (src.startsWith('wxfile://')) return keptUrl(src) ?? src;
  if (src.startsWith('cloud://')) return src.replace(/^cloud:\/\/[^/]+/, '/cloud/files');
  return RESOURCES + parsePageUrl(src, from).route;
}

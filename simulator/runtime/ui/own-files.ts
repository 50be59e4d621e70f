/** What the app wrote below wx.env.USER_DATA_PATH. */
export const HOME = 'wxfile://usr';

const files = new Map<string, Blob>();
const urls = new Map<string, string>();

export function keepFile(path: string, blob: Blob): void {
  dropFile(path);
  files.set(path, blob);
}

export const keptBlob = (path: string): Blob | undefined => files.get(path);

export const keptPaths = (): string[] => [...files.keys()];

export function dropFile(path: string): void {
  const url = urls.get(path);
  if (url !== undefined) URL.revokeObjectURL(url);
  urls.delete(path);
  files.delete(path);
}

/** Where the browser finds such a file; undefined when there is none. */
export function keptUrl(path: string): string | undefined {
  const blob = files.get(path);
  if (!blob) return undefined;
  const url = urls.get(path) ?? URL.createObjectURL(blob);
  urls.set(path, url);
  return url;
}

/** Files of the computer in place of the phone's album and camera. */
export interface TemporaryFile {
  /** A temporary path: works in <image>, in uploadFile, and ends like the file's name. */
  path: string;
  name: string;
  size: number;
  type: string;
  blob: Blob;
}

const files = new Map<string, Blob>();

export function temporaryFile(blob: Blob, name: string): TemporaryFile {
  const path = `${URL.createObjectURL(blob)}#/${name}`;
  files.set(path, blob);
  return { path, name, size: blob.size, type: blob.type, blob };
}

/** The content behind a temporary path, if this phone made it. */
export function temporaryBlob(path: string): Blob | undefined {
  return files.get(path);
}

/** Opens the browser's file dialog; an empty list when it is dismissed. */
export function pickFiles({ count, accept }: { count: number; accept: string }): Promise<TemporaryFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = count > 1;
    input.addEventListener('change', () => {
      resolve([...(input.files ?? [])].slice(0, count).map((file) => temporaryFile(file, file.name)));
    });
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

export function pickPictures({ count }: { count: number }): Promise<TemporaryFile[]> {
  return pickFiles({ count, accept: 'image/*' });
}

export async function pictureSize(path: string): Promise<{ width: number; height: number }> {
  const image = new Image();
  image.src = path;
  await image.decode();
  return { width: image.naturalWidth, height: image.naturalHeight };
}

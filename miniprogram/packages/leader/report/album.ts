import { PHOTOS_AT_MOST } from '../../../domain/activities/photos';
import type { PhotoView } from '../../../domain/activities/views';
import type { Input } from '../../../domain/contract';
import { labelOf, noteOf, type PhotoTile } from '../../../services/photos';

/** The photos as their leader arranges them; nothing of it is anywhere but on this phone until it is sent. */

export interface OwnPhoto {
  /** Of one that the cloud knows its id; of a new one where it lies on the phone. */
  readonly key: string;
  readonly src: string;
  /** Of a new one, once it is in the cloud's storage. */
  readonly file: string;
  /** Null for a new one. */
  readonly state: PhotoView['state'] | null;
  /** Of a new one on its way, in per cent. */
  readonly percent: number | null;
  /** The last try to send it failed. */
  readonly failed: boolean;
}

export type Album = readonly OwnPhoto[];

export const albumOf = (photos: readonly PhotoView[]): Album =>
  photos
    .filter(({ file }) => file !== '')
    .map(({ id, file, state }) => ({ key: id, src: file, file: '', state, percent: null, failed: false }));

/** How many more there is room for. */
export const room = (album: Album): number => Math.max(0, PHOTOS_AT_MOST - album.length);

export function added(album: Album, paths: readonly string[]): Album {
  const fresh = [...new Set(paths)]
    .filter((path) => album.every(({ key }) => key !== path))
    .slice(0, room(album));
  const photos = fresh.map((path) => ({
    key: path,
    src: path,
    file: '',
    state: null,
    percent: null,
    failed: false,
  }));
  return [...album, ...photos];
}

export const without = (album: Album, key: string): Album => album.filter((photo) => photo.key !== key);

/** One place forward (-1) or back (1); at the end of the row it stays. */
export function moved(album: Album, key: string, by: -1 | 1): Album {
  const from = album.findIndex((photo) => photo.key === key);
  const [one, other] = [album[from], album[from + by]];
  if (!one || !other) return album;
  return album.map((photo) => (photo === one ? other : photo === other ? one : photo));
}

export const changed = (album: Album, key: string, change: Partial<OwnPhoto>): Album =>
  album.map((photo) => (photo.key === key ? { ...photo, ...change } : photo));

/** New ones that are not in the cloud's storage yet. */
export const unsent = (album: Album): Album =>
  album.filter(({ state, file }) => state === null && file === '');

/** What the cloud is told. */
export const wanted = (album: Album): Input<'activities.report'>['photos'] =>
  album.map(({ key, file, state }) => (state === null ? { file } : { id: key }));

export function tilesOf(album: Album): PhotoTile[] {
  return album.map((photo, index) => {
    const note = noteFor(photo);
    const label = labelOf(index, album.length, note);
    return { id: photo.key, src: photo.src, note, bad: photo.failed, label };
  });
}

function noteFor({ state, file, percent, failed }: OwnPhoto): string {
  if (state !== null) return noteOf(state);
  if (failed) return '没传上';
  if (percent !== null) return `传了 ${percent}%`;
  return file === '' ? '' : '传好了';
}

/** What one can do with the photo at this place, in the order of the sheet. */
export type Handling = 'look' | 'forward' | 'back' | 'remove';

const handlings: Readonly<Record<Handling, string>> = {
  look: '看大图',
  forward: '往前挪',
  back: '往后挪',
  remove: '不要这张',
};

export function handlingsOf(album: Album, index: number): { handling: Handling; words: string }[] {
  const possible: Handling[] = ['look'];
  if (index > 0) possible.push('forward');
  if (index < album.length - 1) possible.push('back');
  return [...possible, 'remove' as const].map((handling) => ({ handling, words: handlings[handling] }));
}

/** Why some that were there are not any more; nothing where none was refused. */
export function refusedWords(photos: readonly PhotoView[]): string {
  const refused = photos.filter(({ state }) => state === 'refused');
  if (refused.length === 0) return '';
  const reasons = [...new Set(refused.map(({ reason }) => reason).filter(Boolean))];
  const why = reasons.length > 0 ? `：${reasons.join('；')}` : '';
  return `有 ${refused.length} 张照片没有通过检查，已经删掉${why}`;
}

import type { PhotoView } from '#domain/activities/views';
import { PHOTOS_AT_MOST } from '#domain/activities/photos';
import * as albums from '../../miniprogram/packages/leader/report/album';
import { photoTiles } from '../../miniprogram/services/photos';

const view = (id: string, part: Partial<PhotoView> = {}): PhotoView => ({
  id,
  file: `cloud://x/${id}.jpg`,
  state: 'passed',
  reason: '',
  ...part,
});
const keys = (album: albums.Album) => album.map(({ key }) => key);

describe('the photos of a report, as their leader arranges them', () => {
  const three = albums.albumOf([view('a'), view('b', { state: 'pending' }), view('c')]);

  test('are moved one place at a time, and stay where the row ends', () => {
    expect(keys(albums.moved(three, 'b', -1))).toEqual(['b', 'a', 'c']);
    expect(keys(albums.moved(three, 'b', 1))).toEqual(['a', 'c', 'b']);
    expect(albums.moved(three, 'a', -1)).toBe(three);
    expect(albums.moved(three, 'c', 1)).toBe(three);
    expect(albums.moved(three, 'gone', 1)).toBe(three);
  });

  test('are at most six, each once', () => {
    const paths = Array.from({ length: 9 }, (_, i) => `tmp-${i}`);
    const full = albums.added(three, ['tmp-0', ...paths]);
    expect(keys(full)).toEqual(['a', 'b', 'c', 'tmp-0', 'tmp-1', 'tmp-2']);
    expect([full.length, albums.room(full)]).toEqual([PHOTOS_AT_MOST, 0]);
    expect(albums.room(albums.without(full, 'a'))).toBe(1);
  });

  test('are told to the cloud in their order: known ones by id, new ones by file', () => {
    const fresh = albums.moved(albums.added(three, ['tmp']), 'tmp', -1);
    expect(keys(albums.unsent(fresh))).toEqual(['tmp']);
    const sent = albums.changed(fresh, 'tmp', { file: 'cloud://new' });
    expect(albums.unsent(sent)).toEqual([]);
    expect(albums.wanted(sent)).toEqual([{ id: 'a' }, { id: 'b' }, { file: 'cloud://new' }, { id: 'c' }]);
  });

  test('one that could not be sent is marked, and is still to be sent', () => {
    const failed = albums.changed(albums.added([], ['tmp']), 'tmp', { failed: true });
    expect(albums.tilesOf(failed)).toMatchObject([{ bad: true }]);
    expect(keys(albums.unsent(failed))).toEqual(['tmp']);
  });

  test('what was refused is no part of them; it is said once, with the reasons of staff', () => {
    const photos = [
      view('a', { state: 'refused', file: '', reason: '看得清脸' }),
      view('b', { state: 'refused', file: '' }),
    ];
    expect(albums.albumOf(photos)).toEqual([]);
    expect(albums.refusedWords(photos)).toContain('看得清脸');
    expect(albums.refusedWords([view('c')])).toBe('');
  });

  test('offer what is possible at their place', () => {
    const possible = (index: number) => albums.handlingsOf(three, index).map(({ handling }) => handling);
    expect(possible(0)).toEqual(['look', 'back', 'remove']);
    expect(possible(1)).toEqual(['look', 'forward', 'back', 'remove']);
    expect(possible(2)).toEqual(['look', 'forward', 'remove']);
    expect(albums.handlingsOf(albums.albumOf([view('a')]), 0).map(({ handling }) => handling)).toEqual([
      'look',
      'remove',
    ]);
  });
});

test('an activity shows what can be looked at, each with its place for who does not see it', () => {
  const tiles = photoTiles([
    view('a'),
    view('b', { state: 'refused', file: '' }),
    view('c', { state: 'held' }),
  ]);
  expect(tiles.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(tiles.map(({ note }) => note === '')).toEqual([true, false]);
  expect(new Set(tiles.map(({ label }) => label)).size).toBe(2);
});

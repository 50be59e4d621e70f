/** The phone's album: pictures that are drawn for it, and those of the computer. */
import { el } from '../dom';
import type { PhoneHost } from '../host';
import { button, overlay } from './dialog';
import { pickPictures, temporaryFile, type TemporaryFile } from './pictures';

interface Scene {
  /** What one sees, for whoever looks for it. */
  readonly name: string;
  readonly sky: string;
  readonly ground: string;
  /** How many people stand there. */
  readonly people: number;
  /** Words in the file, by which the local cloud's content check judges it. */
  readonly words: string;
}

const SCENES: readonly Scene[] = [
  { name: '广场义剪', sky: '#bfe0f5', ground: '#d8c9a8', people: 4, words: '' },
  { name: '河边清理', sky: '#d9ecd5', ground: '#7fae8a', people: 3, words: '' },
  { name: '包饺子', sky: '#f6e2c8', ground: '#c98f5e', people: 5, words: '' },
  { name: '空教室', sky: '#e9e4f3', ground: '#a79bc4', people: 0, words: '' },
  { name: '会被拦下的', sky: '#f3d2d2', ground: '#a34a4a', people: 1, words: '测试违规' },
  { name: '要人看的', sky: '#f7ecc0', ground: '#b59a3c', people: 2, words: '测试复核' },
];

const WIDTH = 960;
const HEIGHT = 720;
const HORIZON = 460;
const QUALITY = 0.8;

function paint(context: CanvasRenderingContext2D, { name, sky, ground, people }: Scene): void {
  context.fillStyle = sky;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = ground;
  context.fillRect(0, HORIZON, WIDTH, HEIGHT - HORIZON);
  for (let person = 0; person < people; person += 1) {
    const x = (WIDTH / (people + 1)) * (person + 1);
    context.fillStyle = '#b8231a';
    context.fillRect(x - 34, HORIZON - 40, 68, 150);
    context.fillStyle = '#5b4636';
    context.beginPath();
    context.arc(x, HORIZON - 80, 36, 0, 2 * Math.PI);
    context.fill();
  }
  context.fillStyle = '#1f1c1a';
  context.font = '48px sans-serif';
  context.fillText(name, 40, 80);
}

async function fileOf(scene: Scene): Promise<TemporaryFile> {
  const canvas = el('canvas');
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const context = canvas.getContext('2d');
  if (context) paint(context, scene);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  // What follows a JPEG's end is shown by nobody.
  return temporaryFile(new Blob([drawn ?? '', scene.words], { type: 'image/jpeg' }), 'picture.jpg');
}

/** Asks which; an empty list when the album is closed without a choice. */
export async function openAlbum(host: PhoneHost, count: number): Promise<TemporaryFile[]> {
  const files = await Promise.all(SCENES.map(fileOf));
  return overlay<TemporaryFile[]>(host, 'modal', 'full', (close) => {
    const chosen = new Set<TemporaryFile>();
    const done = button('完成', 'wx-permission-button wx-primary', () => close([...chosen]));
    const tiles = SCENES.map(({ name }, index) => {
      const tile = button('', 'wx-album-tile', () => toggle(index));
      tile.setAttribute('aria-label', name);
      const picture = el('img');
      picture.src = files[index]?.path ?? '';
      tile.append(picture);
      return tile;
    });
    const toggle = (index: number) => {
      const file = files[index];
      if (!file) return;
      if (!chosen.delete(file) && chosen.size < count) chosen.add(file);
      tiles[index]?.classList.toggle('wx-chosen', chosen.has(file));
    };
    const computer = button('电脑里的图片', 'wx-permission-button', () => {
      void pickPictures({ count }).then((picked) => picked.length > 0 && close(picked));
    });
    const cancel = button('取消', 'wx-permission-button', () => close([]));
    return el(
      'div',
      'wx-album',
      el('div', 'wx-album-title', '相册'),
      el('div', 'wx-album-tiles', ...tiles),
      el('div', 'wx-permission-buttons', cancel, computer, done),
    );
  });
}

/** What the camera sees: another moment of the same place each time. */
export async function takePicture(): Promise<TemporaryFile[]> {
  const [first] = SCENES;
  return first ? [await fileOf({ ...first, name: new Date().toLocaleTimeString('zh-CN') })] : [];
}

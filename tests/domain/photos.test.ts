import fc from 'fast-check';
import { isOwnUpload, pictureKind, uploadPathOf } from '#domain/activities/photos';
import { photoIdOf } from '#domain/ids';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
const name = fc.stringMatching(/^[\w-]{1,40}\.(jpg|png)$/);
const fileAt = (path: string) => `cloud://city-1a2b.6369-city-1a2b-1300000000/${path}`;

describe('where photos are put', () => {
  test('a file is one’s own where this person puts photos of this activity, and nowhere else', () => {
    fc.assert(
      fc.property(id, id, id, name, (activity, person, other, file) => {
        const own = fileAt(uploadPathOf(activity, person, file));
        expect(isOwnUpload(own, activity, person)).toBe(true);
        expect(isOwnUpload(own, activity, other)).toBe(other === person);
        expect(isOwnUpload(own, other, person)).toBe(other === activity);
      }),
    );
  });

  test('its path tells nobody whose it is', () => {
    fc.assert(
      fc.property(id, id, name, (activity, person, file) => {
        fc.pre(person.length > 8 && !file.includes(person));
        expect(uploadPathOf(activity, person, file)).not.toContain(person);
      }),
    );
  });

  const path = uploadPathOf('v1', 'a1', 'x.jpg');
  test.each([
    ['no file of the cloud', `https://example.com/${path}`],
    ['a path that climbs', fileAt(uploadPathOf('v1', 'a1', '../x.jpg'))],
    ['a folder below', fileAt(uploadPathOf('v1', 'a1', 'y/x.jpg'))],
    ['a folder above', fileAt(`y/${path}`)],
    ['something behind it', `${fileAt(path)}?x=1`],
    ['a line of its own', `${fileAt(path)}\n`],
    ['no name', fileAt(uploadPathOf('v1', 'a1', ''))],
  ])('%s is nobody’s', (_, file) => {
    expect(isOwnUpload(file, 'v1', 'a1')).toBe(false);
  });

  test('the same file is one photo of one activity', () => {
    fc.assert(
      fc.property(id, id, id, id, (a, b, one, other) => {
        expect(photoIdOf(a, one) === photoIdOf(b, other)).toBe(a === b && one === other);
      }),
    );
  });
});

test.each([
  ['\xff\xd8\xff\xe0\x00\x10JFIF', 'jpg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['RIFF\x00\x00\x00\x00WEBPVP8 ', 'webp'],
  ['RIFF\x00\x00\x00\x00WAVEfmt ', null],
  ['<svg xmlns=', null],
  ['GIF89a', null],
  ['', null],
])('a file that begins with %j is %p', (head, kind) => {
  expect(pictureKind(head)).toBe(kind);
});

/** Reads a PDF as a reader does: every object only through the table at its end. Throws where that is not what it says. */

/** Each byte one letter. */
export const latin = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

export interface Pdf {
  readonly trailer: string;
  readonly pages: readonly {
    readonly page: PdfObject;
    readonly drawing: PdfObject;
    readonly picture: PdfObject;
  }[];
  readonly info: PdfObject;
}

function must(right: boolean, what: string): void {
  if (!right) throw new Error(`not a sound PDF: ${what}`);
}

export function readPdf(bytes: ArrayBuffer): Pdf {
  const file = latin(bytes);
  must(file.startsWith('%PDF-1.4\n'), 'it does not begin as one');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  const table = /^xref\n0 (\d+)\n0{10} 65535 f \n((?:\d{10} 00000 n \n)*)trailer\n<< (.*) >>\n/.exec(
    file.slice(start),
  );
  const [, size = '', entries = '', trailer = ''] = table ?? [];
  const offsets = [...entries.matchAll(/(\d{10}) 00000 n \n/g)].map((entry) => Number(entry[1]));
  must(Number(size) === offsets.length + 1, 'the table has another size');
  must(trailer.includes(`/Size ${size} `), 'the trailer has another size');
  const objects = offsets.map((offset, i) => objectAt(file, offset, i + 1));
  const object = (from: string, key: string): PdfObject => {
    const found = objects[Number(new RegExp(`/${key} (\\d+) 0 R`).exec(from)?.[1]) - 1];
    must(found !== undefined, `there is no ${key}`);
    return found ?? { dictionary: '', stream: '' };
  };
  const tree = object(object(trailer, 'Root').dictionary, 'Pages').dictionary;
  const kids = [...(/\[(.*)\]/.exec(tree)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map((kid) => kid[1] ?? '');
  must(tree.includes(`/Count ${kids.length} `), 'the tree counts otherwise');
  const pages = kids.map((kid) => {
    const page = object(`/Kid ${kid} 0 R`, 'Kid');
    return {
      page,
      drawing: object(page.dictionary, 'Contents'),
      picture: object(page.dictionary, 'Picture'),
    };
  });
  return { trailer, pages, info: object(trailer, 'Info') };
}

function objectAt(file: string, offset: number, number: number): PdfObject {
  const head = `${number} 0 obj\n`;
  must(file.startsWith(head, offset), `object ${number} is not where the table says`);
  const body = file.slice(offset + head.length);
  const dictionary = /^<< (.*?) >>\n/.exec(body)?.[1] ?? '';
  const length = /\/Length (\d+)$/.exec(dictionary)?.[1];
  if (length === undefined) return { dictionary, stream: '' };
  const from = body.indexOf('stream\n') + 'stream\n'.length;
  const end = from + Number(length);
  must(body.startsWith('\nendstream\nendobj\n', end), `the stream of object ${number} has another length`);
  return { dictionary, stream: body.slice(from, end) };
}

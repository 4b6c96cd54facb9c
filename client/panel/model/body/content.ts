import { formatCount, type UnitBody } from '../../../../protocols/core/index.ts';
import { contentTitles, kindOfType, type ContentKind } from './media.ts';
import { mostPixels, pictureHeader, type PictureHeader } from './picture.ts';

/** What a body is, by its bytes and by what the unit says of it. */
export interface Content {
  readonly kind: ContentKind;
  /** Where it is a picture: its header. */
  readonly picture?: PictureHeader;
  /** What the reader must know: the type is wrong, or not shown as what it is. */
  readonly note?: string;
}

/** Bytes that are looked at to tell text from others. */
const lookedAt = 4096;
/** A text is read as JSON as a whole up to this length, to see whether it is; longer ones by their beginning. */
const mostChecked = 1_000_000;

/** Tells how a body is shown. The bytes decide; where they are not of the type that the unit states, a note says so. */
export function contentOf({ bytes, type, whole }: Pick<UnitBody, 'bytes' | 'type' | 'whole'>): Content {
  const stated = kindOfType(type);
  const picture = pictureHeader(bytes);
  if (picture !== undefined) return pictureContent(picture, type, stated);
  if (stated === 'cbor') return { kind: 'cbor' };
  if (startsWith(bytes, [0xd9, 0xd9, 0xf7])) return { kind: 'cbor', ...lie(type, stated, 'begins as CBOR does') };
  const text = textOf(bytes);
  if (text === undefined) {
    const what =
      stated === undefined ? undefined : stated === 'picture' ? 'not a picture that can be shown' : 'not UTF-8 text';
    return {
      kind: 'hex',
      ...(what !== undefined && { note: wrong(type, `the bytes are ${what}: they are shown in hex`) }),
    };
  }
  if (/^image\/svg\+xml\b/i.test(type ?? '') || /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?<svg[\s>]/.test(text))
    return {
      kind: 'xml',
      note: 'An SVG picture can hold scripts and addresses: its text is shown, and nothing of it is loaded.',
    };
  switch (stated) {
    case 'json': {
      const problem = whole ? jsonProblem(bytes) : undefined;
      return problem === undefined
        ? { kind: 'json' }
        : { kind: 'text', note: wrong(type, `the text is not JSON: ${problem}`) };
    }
    case 'xml':
      return /^\s*</.test(text)
        ? { kind: 'xml' }
        : { kind: 'text', note: wrong(type, 'the text does not begin with a tag') };
    case 'picture':
      return { kind: 'text', note: wrong(type, 'the bytes are text, and are shown as that') };
    default:
      return { kind: likelyKind(text, bytes, whole) };
  }
}

/** Why a body cannot be shown in a way that the reader has chosen; undefined where it can. */
export function refusalOf(kind: ContentKind, bytes: Uint8Array): string | undefined {
  if (kind !== 'picture') return undefined;
  const picture = pictureHeader(bytes);
  if (picture === undefined) return 'The bytes do not begin like a PNG, JPEG, GIF, WebP or BMP picture.';
  return tooLarge(picture);
}

function pictureContent(picture: PictureHeader, type: string | undefined, stated: ContentKind | undefined): Content {
  const note = [
    tooLarge(picture),
    lie(type, stated === 'picture' ? sameFormat(type, picture) : stated, `is a ${picture.format} picture`).note,
  ];
  const text = note.filter((part) => part !== undefined).join(' ');
  return { kind: 'picture', picture, ...(text !== '' && { note: text }) };
}

function tooLarge({ format, width, height }: PictureHeader): string | undefined {
  if (width === 0 || height === 0)
    return `The ${format} picture does not tell its size in its header, and is not decoded.`;
  if (width * height <= mostPixels) return undefined;
  return `The ${format} picture has ${formatCount(width)} × ${formatCount(height)} pixels, and is not decoded: at most ${formatCount(mostPixels)} pixels are.`;
}

/** The stated kind, unless the stated format is the picture's own. */
function sameFormat(type: string | undefined, picture: PictureHeader): ContentKind | undefined {
  const name = (type ?? '').split(';', 1)[0]?.trim().toLowerCase();
  return name === picture.type || name === 'image/*' || (name === 'image/jpg' && picture.format === 'JPEG')
    ? undefined
    : 'picture';
}

function lie(type: string | undefined, stated: ContentKind | undefined, what: string): { readonly note?: string } {
  return stated === undefined ? {} : { note: wrong(type, `the body ${what}, and is shown as that`) };
}

function wrong(type: string | undefined, what: string): string {
  return `The content type is ${type ?? ''}, but ${what}.`;
}

/** Without a type that says more: JSON and XML are recognized by how they begin and end. */
function likelyKind(text: string, bytes: Uint8Array, whole: boolean): ContentKind {
  if (/^\s*[{[]/.test(text) && whole && jsonProblem(bytes) === undefined) return 'json';
  return /^\s*<[A-Za-z_?!]/.test(text) && />\s*$/.test(tailOf(bytes)) ? 'xml' : 'text';
}

/** What JSON.parse has to say, without the text that it quotes. */
function jsonProblem(bytes: Uint8Array): string | undefined {
  if (bytes.length > mostChecked) return undefined;
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return undefined;
  } catch (error) {
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    return place === undefined
      ? 'it ends too early, or is not UTF-8'
      : `character ${Number(place) + 1} is not expected there`;
  }
}

/** The beginning as text; undefined where it is none: not UTF-8, or with control characters that texts do not have. */
function textOf(bytes: Uint8Array): string | undefined {
  const part = bytes.subarray(0, lookedAt);
  try {
    // A character may be cut at the end of the part.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(part, { stream: bytes.length > part.length });
    // eslint-disable-next-line no-control-regex -- these are what tells bytes from text
    return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined; // no UTF-8
  }
}

function tailOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(-64));
}

function startsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, i) => bytes[i] === byte);
}

/** `JSON`, with the type that the unit states where it states one. */
export function contentLabel({ kind, picture }: Content, type: string | undefined): string {
  const what =
    picture === undefined
      ? contentTitles[kind]
      : `${picture.format}, ${formatCount(picture.width)} × ${formatCount(picture.height)}`;
  return type === undefined ? what : `${what} (${type})`;
}

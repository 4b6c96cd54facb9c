const httpbind = 'http://jabber.org/protocol/httpbind';
/** The start tag of a `<body/>`, with what may come before it, is shorter, in bytes. */
const longest = 8192;

/** The start tag of the wrapper of BOSH (XEP-0124, 6). */
export interface BodyTag {
  readonly sid: string | undefined;
  readonly rid: string | undefined;
}

/** Reads from piece to piece what some content begins with. */
export class BodyTagReader {
  #text = '';

  /** Takes the next piece; undefined where this is no `<body/>` of BOSH, `more` as long as that is not known. */
  push(bytes: Uint8Array): BodyTag | 'more' | undefined {
    const room = longest - this.#text.length;
    const before = this.#text.length;
    for (const byte of bytes.subarray(0, room)) this.#text += String.fromCharCode(byte);
    // Behind its first bytes only the end of a tag tells more.
    if (before > 8 && !this.#text.includes('>', before) && bytes.length < room) return 'more';
    const found = readTag(this.#text);
    return found === 'more' && bytes.length >= room ? undefined : found;
  }
}

/** Reads the beginning of an XML document up to the end of its first start tag. The text has a character for each byte. */
function readTag(text: string): BodyTag | 'more' | undefined {
  let at = text.startsWith('\xef\xbb\xbf') ? 3 : 0;
  at = behindSpace(text, at);
  if (text.startsWith('<?xml', at)) {
    const end = text.indexOf('?>', at);
    if (end < 0) return 'more';
    at = behindSpace(text, end + 2);
  }
  const name = /<(?:([A-Za-z_][\w.-]*):)?body(?=[\s/>])/y;
  name.lastIndex = at;
  const found = name.exec(text);
  if (found === null) return isBeginning(text.slice(at)) ? 'more' : undefined;
  const [{ length }, prefix] = found;
  const attributes = attributesOf(text, at + length);
  if (attributes === undefined || attributes === 'more') return attributes;
  if (attributes.get(prefix === undefined ? 'xmlns' : `xmlns:${prefix}`) !== httpbind) return undefined;
  return { sid: attributes.get('sid'), rid: attributes.get('rid') };
}

/** Whether a text may become what begins a document with a `<body`. */
function isBeginning(text: string): boolean {
  return text === '' || '<?xml'.startsWith(text) || /^<(?:[A-Za-z_][\w.-]{0,63}:?)?[body]{0,4}$/.test(text);
}

/** The attributes up to the end of the tag; undefined where this is no tag. */
function attributesOf(text: string, from: number): ReadonlyMap<string, string> | 'more' | undefined {
  const attributes = new Map<string, string>();
  for (let at = behindSpace(text, from); ;) {
    const next = text[at];
    if (next === undefined) return 'more';
    if (next === '>') return attributes;
    if (next === '/') {
      at++;
      continue;
    }
    const equals = text.indexOf('=', at);
    if (equals < 0) return text.includes('>', at) ? undefined : 'more';
    const quoteAt = behindSpace(text, equals + 1);
    const quote = text[quoteAt];
    if (quote === undefined) return 'more';
    if (quote !== '"' && quote !== "'") return undefined;
    const end = text.indexOf(quote, quoteAt + 1);
    if (end < 0) return 'more';
    attributes.set(text.slice(at, equals).trim(), text.slice(quoteAt + 1, end));
    at = behindSpace(text, end + 1);
  }
}

function behindSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

import type { Token, TokenKind } from '../../core/inspect/index.ts';

/** What a piece of XML is as a whole: its colours are in its tokens, its place in the outline is its role. */
export interface XmlPiece {
  readonly role: 'open' | 'close' | 'empty' | 'text' | 'other';
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

/** Comments, CDATA sections, processing instructions, declarations: taken whole, to their end or the end of the text. */
const wholes: readonly {
  readonly opens: string;
  readonly closes: string;
  readonly kind: TokenKind;
  readonly role: XmlPiece['role'];
}[] = [
  { opens: '<!--', closes: '-->', kind: 'comment', role: 'other' },
  { opens: '<![CDATA[', closes: ']]>', kind: 'string', role: 'text' },
  { opens: '<?', closes: '?>', kind: 'comment', role: 'other' },
  { opens: '<!', closes: '>', kind: 'comment', role: 'other' },
];

/**
 * Cuts XML into pieces for colouring. It judges nothing: whatever the text holds, the pieces cover all of it.
 * The parser of protocols/xmpp finds what is wrong; here even broken markup gets its colours.
 */
export function xmlPieces(text: string): XmlPiece[] {
  const pieces: XmlPiece[] = [];
  for (let at = 0; at < text.length;) {
    const piece = text.startsWith('<', at) ? markup(text, at) : characters(text, at);
    pieces.push(piece);
    at = piece.end;
  }
  return pieces;
}

function characters(text: string, start: number): XmlPiece {
  const end = indexOrEnd(text, '<', start);
  return { role: 'text', start, end, tokens: [{ kind: 'text', start, end }] };
}

function markup(text: string, start: number): XmlPiece {
  const whole = wholes.find(({ opens }) => text.startsWith(opens, start));
  if (whole === undefined) return tag(text, start);
  const found = text.indexOf(whole.closes, start + whole.opens.length);
  const end = found < 0 ? text.length : found + whole.closes.length;
  return { role: whole.role, start, end, tokens: [{ kind: found < 0 ? 'error' : whole.kind, start, end }] };
}

const tagParts =
  /(?<space>\s+)|(?<close>\/?>)|(?<string>"[^"<]*"|'[^'<]*')|(?<name>[^\s=<>/"']+)|(?<punctuation>[=/])|(?<error>[^])/y;

function tag(text: string, start: number): XmlPiece {
  const closing = text.startsWith('</', start);
  let at = start + (closing ? 2 : 1);
  const tokens: Token[] = [{ kind: 'punctuation', start, end: at }];
  let named = false;
  let role: XmlPiece['role'] = closing ? 'close' : 'open';
  while (at < text.length && !text.startsWith('<', at)) {
    tagParts.lastIndex = at;
    const match = tagParts.exec(text);
    if (match?.groups === undefined) break;
    const end = tagParts.lastIndex;
    const { close, string, name, error } = match.groups;
    const kind: TokenKind =
      error !== undefined
        ? 'error'
        : string !== undefined
          ? 'string'
          : name === undefined
            ? 'punctuation'
            : named
              ? 'attribute'
              : 'tag';
    tokens.push({ kind, start: at, end });
    if (name !== undefined) named = true;
    at = end;
    if (close !== undefined) {
      if (close === '/>') role = 'empty';
      break;
    }
  }
  return { role, start, end: at, tokens };
}

function indexOrEnd(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
}

import { Composer, Lexer, Parser } from 'yaml';
import type { CST, Document, ErrorCode, Tags } from 'yaml';

/**
 * How many collections may be nested in one text. The YAML library and everything behind it follow the nesting by recursion, and
 * V8 ends the process where a regular expression is compiled on a stack that is nearly full. Twice what the decoder shows.
 */
export const deepestNesting = 256;

/** How many lexemes (words, brackets, colons, spaces, line ends) are read of one file by the YAML library: it takes some seconds for so many. */
export const mostLexemes = 500_000;

/** How many errors of one text are kept: one slip often makes YAML complain several times in a row, and the first tells the most. */
const mostErrors = 3;

/** What the library says is wrong; UTF-16 offsets. */
export interface YamlError {
  readonly code: ErrorCode;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** Which of the errors of this code and start it is, from 0. */
  readonly nth: number;
}

export interface ComposedYaml {
  readonly document: Document;
  /** The first few. */
  readonly errors: readonly YamlError[];
  readonly lexemes: number;
}

/** A text that is not read: where it goes too far, and how many lexemes of it were read up to there. */
export interface Refused {
  readonly why: 'too deep' | 'too large';
  /** UTF-16 offset. */
  readonly offset: number;
  readonly lexemes: number;
}

/** Thrown, and caught here, where a text is nested deeper than `deepestNesting`, or has more than `mostLexemes`. */
class Beyond extends Error {
  readonly why: Refused['why'];
  /** UTF-16 offset of what is too much. */
  readonly offset: number;

  constructor(why: Refused['why'], offset: number) {
    super(why);
    this.why = why;
    this.offset = offset;
  }
}

/**
 * The first document of a text in the library's terms, an empty one where the text has none; where it is nested too deeply or has too many
 * lexemes, the offset of the first that is too much. Takes linear time.
 */
export function composeYaml(text: string, customTags: Tags): ComposedYaml | Refused {
  const count = { lexemes: 0 };
  const errors: YamlError[] = [];
  const report: ReportSyntax = (code, start, end, message) => {
    const nth = errors.filter((each) => each.code === code && each.start === start).length;
    if (errors.length < mostErrors) errors.push({ code, start, end, message, nth });
  };
  const composer = new Composer({
    schema: 'failsafe',
    customTags,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  // The library makes an exception with a stack of each error, which takes long where there are very many.
  Object.assign(composer, {
    onError: (source: ErrorSource, code: ErrorCode, message: string, isWarning?: boolean) => {
      if (isWarning !== true) report(code, ...rangeOf(source), message);
    },
  });
  try {
    const [document] = composer.compose(readTokens(text, report, count), true, text.length);
    return { document: document as Document, errors, ...count };
  } catch (error) {
    if (error instanceof Beyond) return { why: error.why, offset: error.offset, ...count };
    throw error;
  }
}

type ReportSyntax = (code: ErrorCode, start: number, end: number, message: string) => void;

type ErrorSource =
  | number
  | readonly [start: number, end: number, ...rest: number[]]
  | { readonly offset: number; readonly source?: string };

function rangeOf(source: ErrorSource): readonly [start: number, end: number] {
  if (typeof source === 'number') return [source, source + 1];
  if ('offset' in source) return [source.offset, source.offset + (source.source?.length ?? 1)];
  return [source[0], source[1]];
}

/**
 * The tokens of the concrete syntax of a text, up to the end of its first document.
 * @throws Beyond as soon as the nesting is too deep or the lexemes are too many, before any token of that document
 */
function* readTokens(text: string, report: ReportSyntax, count: { lexemes: number }): Generator<CST.Token> {
  const parser = new Parser();
  const first = { isWhole: false };
  const sound = function* (tokens: Iterable<CST.Token>): Generator<CST.Token> {
    for (const token of tokens) {
      const end = token.offset + ('source' in token ? token.source.length : 1);
      if (token.type === 'error') report('UNEXPECTED_TOKEN', token.offset, end, token.message);
      else if (token.type === 'doc-end' && !first.isWhole)
        report('UNEXPECTED_TOKEN', token.offset, end, 'Unexpected doc-end without preceding document');
      else if (token.type !== 'document' || !first.isWhole) {
        first.isWhole ||= token.type === 'document';
        yield token;
      }
    }
  };
  for (const lexeme of new Lexer().lex(text)) {
    yield* sound(parser.next(lexeme));
    const [outermost] = parser.stack;
    // `...` after `...` begins an empty one.
    if (first.isWhole && outermost?.type === 'document' && (outermost.start.length > 0 || parser.stack.length > 1)) {
      report('MULTIPLE_DOCS', outermost.offset, parser.offset, 'A second document begins here');
      return;
    }
    const offset = Math.max(parser.offset - lexeme.length, 0);
    if (parser.stack.length > deepestNesting) throw new Beyond('too deep', offset);
    if (++count.lexemes > mostLexemes) throw new Beyond('too large', offset);
  }
  yield* sound(parser.end());
}

import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { RegexValue, TextValue } from './model.ts';

/** Whether a text is what a filter looks for. */
export type TextTest = (text: string) => boolean;

/** A regular expression that cannot be read; the message is a sentence. */
export class RegexError extends Error {
  override readonly name = 'RegexError';
  readonly value: RegexValue;

  constructor(value: RegexValue, reason: string) {
    super(`The regular expression cannot be read: ${reason.replace(/[.\s]*$/u, '')}.`);
    this.value = value;
  }
}

/** So much of one text is searched by a regular expression, in UTF-16 units: its time is linear, and still much per character. */
const mostSearched = 1 << 18;
const longestRegex = 1000;

/** Tests with a regular expression, in time linear in the text. @throws RegexError */
export function regexTest(value: RegexValue): TextTest {
  const { source, flags } = value;
  if (source.length > longestRegex) throw new RegexError(value, `it has more than ${longestRegex} characters`);
  const chosen =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0);
  try {
    // A slash is written with a backslash in front, which RE2 does not know before all letters, and takes before a slash.
    const compiled = RE2JS.compile(source, chosen);
    return (text) => compiled.matcher(text.length > mostSearched ? text.slice(0, mostSearched) : text).find();
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw new RegexError(value, error.message);
    throw error;
  }
}

/** Tests whether the text occurs in another, upper and lower case alike. */
export function occursTest({ text }: TextValue): TextTest {
  const wanted = text.toLowerCase();
  return (each) => each.toLowerCase().includes(wanted);
}

/** Tests whether the text is another, upper and lower case alike. */
export function equalsTest({ text }: TextValue): TextTest {
  const wanted = text.toLowerCase();
  return (each) => (each.length === text.length ? each.toLowerCase() === wanted : false);
}

const mostRemembered = 4096;

/** A test that remembers its answers: for texts of which there are few. */
export function rememberedTest(test: TextTest): TextTest {
  const answers = new Map<string, boolean>();
  return (text) => {
    let answer = answers.get(text);
    if (answer === undefined) {
      answer = test(text);
      if (answers.size >= mostRemembered) answers.clear();
      answers.set(text, answer);
    }
    return answer;
  };
}

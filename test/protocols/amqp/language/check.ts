import { amqpLanguage } from '../../../../protocols/amqp/language/index.ts';
import type { Diagnostic, LanguageContext } from '../../../../protocols/core/index.ts';

/** A finding with the text that it underlines. */
export interface Found {
  readonly code: string;
  readonly at: string;
  readonly message: string;
  readonly severity: Diagnostic['severity'];
}

/** What is wrong with a text, in its order. */
export function check(text: string, context: LanguageContext = {}): Found[] {
  const document = amqpLanguage.parse(text, context);
  return amqpLanguage
    .diagnostics(document)
    .map(({ code, start, end, message, severity }) => ({ code, at: text.slice(start, end), message, severity }));
}

/** The findings of one rule: what each underlines. */
export function found(code: string, text: string, context?: LanguageContext): string[] {
  return check(text, context)
    .filter((each) => each.code === code)
    .map(({ at }) => at);
}

/** A cursor `|` in a text: the text without it, and where it stood. */
export function cursor(text: string): { text: string; offset: number } {
  const offset = text.indexOf('|');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

/** Labels of what may be written at the cursor. */
export function completions(marked: string, context: LanguageContext = {}): string[] {
  const { text, offset } = cursor(marked);
  return amqpLanguage.completions(amqpLanguage.parse(text, context), offset).map(({ label }) => label);
}

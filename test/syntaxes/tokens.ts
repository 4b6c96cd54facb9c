import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
const onigLib = oniguruma.loadWASM(readFileSync(wasm)).then(() => ({
  createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
  createOnigString: (text: string) => new oniguruma.OnigString(text),
}));

/** Loads one of the project's grammars the way VS Code does. */
export async function loadGrammar(name: 'xmpp' | 'amqp'): Promise<IGrammar> {
  const path = new URL(`../../syntaxes/${name}.tmLanguage.json`, import.meta.url);
  const raw = textmate.parseRawGrammar(readFileSync(path, 'utf8'), 'grammar.json');
  const registry = new textmate.Registry({
    onigLib,
    loadGrammar: (scope) => Promise.resolve(scope === raw.scopeName ? raw : null),
  });
  const grammar = await registry.loadGrammar(raw.scopeName);
  if (grammar === null) throw new Error(`The grammar ${name} cannot be loaded`);
  return grammar;
}

export interface Token {
  readonly text: string;
  /** Innermost last, joined by spaces. */
  readonly scopes: string;
}

export function tokenize(grammar: IGrammar, text: string): Token[] {
  let stack = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map((token) => ({
      text: line.slice(token.startIndex, token.endIndex),
      scopes: token.scopes.join(' '),
    }));
  });
}

/** The scopes of the `n`th token (from 0) that reads exactly `word`. */
export function scopesOf(grammar: IGrammar, text: string, word: string, n = 0): string {
  const tokens = tokenize(grammar, text);
  const found = tokens.filter((token) => token.text === word)[n];
  return found?.scopes ?? `no token “${word}” among ${JSON.stringify(tokens.map((token) => token.text))}`;
}

import { findVariables, promptName, type TextRange } from '../../protocols/core/index.ts';

/** Asks the user for a value. @param before what was given for the name the last time. @throws where the user does not want to say */
export type Ask = (name: string, before: string | undefined) => Promise<string>;

/** The values that the user has given for `{{$prompt Name}}`, which are offered again as long as the window is open. */
export class Prompts {
  readonly #given = new Map<string, string>();

  /** Asks for a value under each of the names, in order, and remembers what is given. */
  async ask(names: readonly string[], ask: Ask): Promise<ReadonlyMap<string, string>> {
    const answers = new Map<string, string>();
    for (const name of names) {
      const answer = await ask(name, this.#given.get(name));
      this.#given.set(name, answer);
      answers.set(name, answer);
    }
    return answers;
  }
}

/**
 * The names under which a part of a document asks for values, in order, each once: those in the part itself, and those in what belongs to
 * all of the document. @param sendables all parts that can be sent. @param part the one that is sent.
 */
export function promptsOf(text: string, sendables: readonly TextRange[], part: TextRange): readonly string[] {
  const inside = (offset: number, { start, end }: TextRange): boolean => start <= offset && offset < end;
  const names = findVariables(text).flatMap((variable) => {
    if (variable.name !== '$prompt' || variable.problem !== undefined) return [];
    const { start } = variable;
    return inside(start, part) || !sendables.some((each) => inside(start, each)) ? [promptName(variable)] : [];
  });
  return [...new Set(names)];
}

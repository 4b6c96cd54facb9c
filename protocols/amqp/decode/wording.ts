import { capital } from '../../core/index.ts';
import { primitiveOf } from '../types/formats.ts';
import type { TypeUse } from '../types/uses.ts';

/** `an open`, `a transfer`, `a uint`, `properties`: a type's name with its article, but for plurals. */
export function withArticle(name: string): string {
  if (/(?:properties|annotations|mechanisms|fields)$/.test(name)) return name;
  return /^(?:u(?:byte|short|int|long|uid)|one)/.test(name)
    ? `a ${name}`
    : /^[aeiou]/.test(name)
      ? `an ${name}`
      : `a ${name}`;
}

/** The same at the beginning of a sentence. */
export function sentenceArticle(name: string): string {
  return capital(withArticle(name));
}

/** What may stand at a place, for people: `uint (handle)`, `accepted, rejected or released`, `string or ulong`. */
export function accepted(use: TypeUse): string {
  const text = encodedAs(use);
  return use.name === '*' || use.name === text ? text : `${text} (${use.name})`;
}

/** The types that may stand at a place, for people. */
export function encodedAs(use: TypeUse): string {
  const names: string[] = [];
  use.codes?.forEach((allowed, code) => {
    const name = primitiveOf(code);
    if (allowed === 1 && !names.includes(name)) names.push(name);
  });
  for (const type of use.described ?? []) names.push(type.name);
  if (names.length === 0) return 'any value';
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
}

/** The values of a restricted type, for people: `0 (first) or 1 (second)`. */
export function choiceList(use: TypeUse): string {
  const texts = [...(use.choices ?? [])].map(([value, name]) =>
    String(value) === name ? name : `${String(value)} (${name})`,
  );
  const last = texts.pop() ?? '';
  return texts.length === 0 ? last : `${texts.join(', ')} or ${last}`;
}

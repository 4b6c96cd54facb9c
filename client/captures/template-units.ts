import { templateTitles } from '../../protocols/conversion/names.ts';
import { formatCount, plural, type TextLanguage } from '../../protocols/core/index.ts';
import type { UnitGroup } from '../../wire/protocol.ts';
import { templateFiles } from '../decoding/template-choices.ts';

/** So many connections are named. */
const mostNamed = 3;

/** Why these units are no template: it has one protocol, and one connection of it. A sentence that says what to do; undefined where they are one. */
export function templateProblem(groups: readonly UnitGroup[]): string | undefined {
  const counted = new Map<TextLanguage, number>();
  for (const { language, units } of groups)
    if (language !== undefined) counted.set(language, (counted.get(language) ?? 0) + units);
  if (counted.size === 0) return 'None of the selected units can be sent by a template. Export them as a capture.';
  if (counted.size > 1) {
    const parts = [...counted].map(([language, units]) => `${plural(units, 'unit')} of ${templateTitles[language]}`);
    return `The selection has ${parts.join(' and ')}, and a template is of one protocol. Select units of one, or export a capture.`;
  }
  const connections = new Map(
    groups.filter(({ language }) => language !== undefined).map(({ connection, name }) => [connection, name]),
  );
  if (connections.size < 2) return undefined;
  const names = [...connections.values()].slice(0, mostNamed).map((name) => `“${name}”`);
  const more = connections.size > mostNamed ? ' and others' : '';
  return `The selection has units of ${formatCount(connections.size)} connections, ${names.join(', ')}${more}, and a template is of one. Select units of one, or export a capture.`;
}

/** The file that units of one protocol become. */
export function templateOf(groups: readonly UnitGroup[]): {
  readonly formats: Readonly<Record<string, readonly string[]>>;
  readonly file: string;
} {
  const language = groups.find((group) => group.language !== undefined)?.language ?? 'xml';
  const ending = templateFiles[language].title.slice(1);
  return { formats: { [`Template of ${templateTitles[language]}`]: [ending] }, file: `units.${ending}` };
}

import type { LanguageContext, LanguageService, OutlineSymbol, TextRange } from '../../core/index.ts';
import { standardRegistry } from '../definitions/registry.ts';
import { definitionCompletions } from './completion.ts';
import { toDiagnostic } from './finding.ts';
import { definitionHover } from './hover.ts';
import { checkDefinitions } from './load.ts';
import type { DefinitionDocument } from './model.ts';
import { readTypes } from './read.ts';
import { readDefinitionXml } from './source.ts';
import type { DefinitionElement } from './source.ts';

function parse(text: string, context: LanguageContext, previous?: DefinitionDocument): DefinitionDocument {
  const xml = readDefinitionXml(text, previous?.xml);
  const types = readTypes(xml);
  // The project's files hold this one as well, as it was a moment ago: a type of its own name is no second one.
  const own = new Set(types.map(({ definition }) => definition.name));
  const others = (context.amqpDefinitions ?? [])
    .filter((each) => each !== text && each !== previous?.text)
    .flatMap((each) => readTypes(readDefinitionXml(each)));
  const known = standardRegistry.extend(
    others.map(({ definition }) => definition).filter(({ name }) => !own.has(name)),
  );
  const diagnostics = checkDefinitions(xml, types, known).flatMap(
    (finding) => toDiagnostic(finding, context.rules) ?? [],
  );
  return { text, xml, types, registry: known.extend(types.map(({ definition }) => definition)), diagnostics };
}

function symbols({ xml, types }: DefinitionDocument): OutlineSymbol[] {
  const known = new Map(types.map((type) => [type.element, type]));
  const symbol = (element: DefinitionElement): OutlineSymbol[] => {
    if (element.name === 'doc') return [];
    const children = element.children.flatMap(symbol);
    const name = element.attributes.get('name')?.value ?? '';
    const detail =
      known.get(element)?.definition.kind ??
      element.attributes.get('type')?.value ??
      element.attributes.get('value')?.value;
    const { start, end, nameStart, nameEnd } = element;
    const base = {
      name: name === '' ? element.name : name,
      start,
      end,
      selection: { start: nameStart, end: nameEnd },
      children,
    };
    const kind =
      element.name === 'field' || element.name === 'choice'
        ? 'field'
        : element.name === 'section'
          ? 'section'
          : 'element';
    return [detail === undefined ? { ...base, kind } : { ...base, kind, detail }];
  };
  return xml.roots.flatMap(symbol);
}

function folds({ xml }: DefinitionDocument): TextRange[] {
  const found: TextRange[] = [];
  const visit = (element: DefinitionElement): void => {
    if (xml.text.slice(element.start, element.end).includes('\n'))
      found.push({ start: element.start, end: element.end });
    element.children.forEach(visit);
  };
  xml.roots.forEach(visit);
  return found;
}

/** The language service for files of AMQP type definitions in XML. */
export const amqpXmlLanguage: LanguageService<DefinitionDocument> = {
  parse,
  diagnostics: ({ diagnostics }) => diagnostics,
  completions: definitionCompletions,
  hover: definitionHover,
  symbols,
  sendables: () => [],
  folds,
};

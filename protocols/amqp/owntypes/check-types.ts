import { didYouMean, mostCompared } from '../../core/index.ts';
import type { TypeDefinition } from '../definitions/model.ts';
import { Registry } from '../definitions/registry.ts';
import { readScalarAs } from '../notation/scalars/typed.ts';
import { resolveType } from '../notation/read/types.ts';
import { corrections, type ReportFinding } from './finding.ts';
import { parseCode, textOf, words } from './read.ts';
import type { OwnType } from './read.ts';
import type { DefinitionElement, Valued } from './source.ts';

/** What the types of a file say of each other, and of those that are known without it (AMQP 1.0, 1.3–1.5). */
export function checkTypes(types: readonly OwnType[], known: Registry, report: ReportFinding): void {
  const registry = new Registry([...known.types, ...types.map(({ definition }) => definition)]);
  const checker = new TypeChecker(types, known, registry, report);
  for (const type of types) checker.check(type);
}

function comparable(names: readonly string[]): readonly string[] {
  return names.length > mostCompared ? [] : names;
}

class TypeChecker {
  readonly #known: Registry;
  readonly #registry: Registry;
  readonly #report: ReportFinding;
  readonly #types: readonly OwnType[];
  readonly #names = new Map<string, OwnType>();
  readonly #codes = new Map<bigint, OwnType>();
  readonly #symbols = new Map<string, OwnType>();
  /** What a misspelt name of a type, and of an archetype, may have meant; found when first needed. */
  #typeNames: readonly string[] | undefined;
  #provided: readonly string[] | undefined;

  constructor(types: readonly OwnType[], known: Registry, registry: Registry, report: ReportFinding) {
    this.#types = types;
    this.#known = known;
    this.#registry = registry;
    this.#report = report;
  }

  check(type: OwnType): void {
    this.#checkName(type);
    this.#checkDescriptor(type);
    this.#checkSource(type);
    this.#checkParts(type);
    for (const part of type.parts) {
      if (type.definition.kind === 'composite') this.#checkField(part);
      else this.#checkChoice(part, type);
    }
  }

  #checkName(type: OwnType): void {
    const { name } = type.definition;
    const place = spanOf(type.element.attributes.get('name'), type.element);
    const first = this.#names.get(name);
    if (first !== undefined) {
      this.#report({
        rule: 'duplicateName',
        ...place,
        message: `The type ${name} is defined already`,
        related: [{ ...spanOf(first.element.attributes.get('name'), first.element), message: 'The first definition' }],
      });
    } else if (this.#known.byName(name) !== undefined) {
      this.#report({
        rule: 'duplicateName',
        ...place,
        message: `${name} is a type of ${origin(this.#known.byName(name))}: choose another name`,
      });
    }
    if (first === undefined) this.#names.set(name, type);
  }

  #checkDescriptor(type: OwnType): void {
    const element = type.element.children.find(({ name }) => name === 'descriptor');
    if (element === undefined) return;
    const code = element.attributes.get('code');
    const symbol = element.attributes.get('name');
    if (code !== undefined) this.#checkCode(code, element, type);
    if (symbol === undefined) return;
    // eslint-disable-next-line no-control-regex -- ASCII includes the control characters.
    if (/[^\x00-\x7f]/.test(symbol.value))
      this.#report({
        rule: 'descriptorFormat',
        ...spanOf(symbol, element),
        message: 'A descriptor’s name is a symbol, and symbols are ASCII',
      });
    this.#checkTaken(
      this.#symbols.get(symbol.value),
      this.#known.byDescriptor(symbol.value),
      symbol,
      element,
      symbol.value,
    );
    if (!this.#symbols.has(symbol.value)) this.#symbols.set(symbol.value, type);
    if (symbol.value.startsWith('amqp:'))
      this.#report({
        rule: 'reservedDomain',
        ...spanOf(symbol, element),
        message:
          'Symbols that begin with amqp: are the specification’s: begin with a domain of your own, such as example.org:',
      });
  }

  #checkCode(code: Valued, element: DefinitionElement, type: OwnType): void {
    const value = parseCode(code.value);
    if (value === undefined) {
      this.#report({
        rule: 'descriptorFormat',
        ...spanOf(code, element),
        message: `“${code.value}” is not a descriptor code: write domain and id in hexadecimal, 0x00000003:0x00000002`,
      });
      return;
    }
    this.#checkTaken(this.#codes.get(value), this.#known.byDescriptor(value), code, element, code.value);
    if (!this.#codes.has(value)) this.#codes.set(value, type);
    if (value >> 32n === 0n)
      this.#report({
        rule: 'reservedDomain',
        ...spanOf(code, element),
        message:
          'Domain 0x00000000 is the specification’s: use the number of your own domain (a private enterprise number)',
      });
  }

  #checkTaken(
    first: OwnType | undefined,
    standard: TypeDefinition | undefined,
    at: Valued,
    element: DefinitionElement,
    text: string,
  ): void {
    const place = spanOf(at, element);
    if (first !== undefined) {
      const related = [
        {
          ...spanOf(first.element.attributes.get('name'), first.element),
          message: `The type ${first.definition.name}`,
        },
      ];
      this.#report({
        rule: 'duplicateDescriptor',
        ...place,
        message: `${text} describes the type ${first.definition.name} already`,
        related,
      });
    } else if (standard !== undefined) {
      this.#report({
        rule: 'duplicateDescriptor',
        ...place,
        message: `${text} describes the type ${standard.name} of ${origin(standard)}`,
      });
    }
  }

  #checkSource({ definition, element }: OwnType): void {
    const source = element.attributes.get('source');
    if (source === undefined) return;
    const place = spanOf(source, element);
    if (definition.kind === 'composite') {
      if (source.value !== 'list')
        this.#report({ rule: 'source', ...place, message: 'A composite is encoded as a list: write source="list"' });
      return;
    }
    if (source.value === '*') return;
    if (this.#registry.byName(source.value) === undefined) {
      this.#unknownType(source.value, place);
      return;
    }
    const path = [definition.name];
    for (
      let next = this.#registry.byName(source.value);
      next?.kind === 'restricted';
      next = this.#registry.byName(next.source)
    ) {
      path.push(next.name);
      if (next.name === definition.name || path.length > 50) {
        this.#report({
          rule: 'source',
          ...place,
          message: `This leads back to itself (${path.join(' → ')}): a source ends at a primitive or composite type`,
        });
        return;
      }
    }
  }

  #unknownType(name: string, place: { start: number; end: number }): void {
    this.#typeNames ??= comparable(this.#registry.types.map((each) => each.name));
    const hint = didYouMean(name, this.#typeNames);
    this.#report({
      rule: 'unknownType',
      ...place,
      message: `There is no type “${name}”${hint === '' ? ': define it, here or in another file of amqp.definitions' : hint}`,
      ...corrections(name, this.#typeNames, place),
    });
  }

  #checkParts({ definition, element, parts }: OwnType): void {
    const what = definition.kind === 'composite' ? 'field' : 'choice';
    const names = new Set<string>();
    const values = new Set<string>();
    for (const part of parts) {
      const name = textOf(part, 'name');
      if (names.has(name))
        this.#report({
          rule: 'duplicatePart',
          ...spanOf(part.attributes.get('name'), element),
          message: `${definition.name} has a ${what} ${name} already`,
        });
      names.add(name);
      const value = part.attributes.get('value');
      if (what !== 'choice' || value === undefined) continue;
      if (values.has(value.value))
        this.#report({
          rule: 'duplicatePart',
          ...spanOf(value, element),
          message: `${definition.name} has a choice with the value ${value.value} already`,
        });
      values.add(value.value);
    }
  }

  #checkField(field: DefinitionElement): void {
    const type = field.attributes.get('type');
    const name = type?.value.trim() ?? '';
    if (type !== undefined && name !== '' && name !== '*' && this.#registry.byName(name) === undefined)
      this.#unknownType(name, spanOf(type, field));
    const requires = field.attributes.get('requires');
    for (const archetype of words(requires)) {
      if (this.#registry.providers(archetype).length > 0) continue;
      this.#provided ??= comparable([...new Set(this.#types.flatMap(({ definition }) => definition.provides))]);
      const provided = this.#provided;
      this.#report({
        rule: 'unknownArchetype',
        ...spanOf(requires, field),
        message: `No type provides ${archetype}${didYouMean(archetype, provided)}`,
        ...(words(requires).length === 1 ? corrections(archetype, provided, spanOf(requires, field)) : {}),
      });
    }
    const value = field.attributes.get('default');
    if (value === undefined) return;
    if (textOf(field, 'mandatory') === 'true')
      this.#report({
        rule: 'mandatoryDefault',
        ...spanOf(value, field),
        message: 'A mandatory field always has a value: the default is never used',
      });
    this.#checkDefault(value, name, field);
  }

  #checkDefault(value: Valued, typeName: string, field: DefinitionElement): void {
    const { primitive, choices, composite } = resolveType(this.#registry, typeName);
    const place = spanOf(value, field);
    if (composite !== undefined || primitive === 'list' || primitive === 'map' || primitive === 'array') {
      this.#report({ rule: 'defaultValue', ...place, message: `A ${typeName} cannot be written as a default` });
    } else if (choices.length > 0) {
      if (choices.some((each) => each.name === value.value || each.value === value.value)) return;
      const names = choices.map((each) => each.name);
      this.#report({
        rule: 'defaultValue',
        ...place,
        message: `The default is one of the choices of ${typeName}: ${names.join(', ')}${didYouMean(value.value, names)}`,
        ...corrections(value.value, names, place),
      });
    } else if (primitive !== undefined) {
      const result = readScalarAs(primitive, value.value);
      if ('problem' in result) this.#report({ rule: 'defaultValue', ...place, message: result.problem });
    }
  }

  #checkChoice(choice: DefinitionElement, { definition }: OwnType): void {
    const value = choice.attributes.get('value');
    const { primitive } = resolveType(this.#registry, definition.name);
    if (value === undefined || primitive === undefined) return;
    const result = readScalarAs(primitive, value.value);
    if ('problem' in result) this.#report({ rule: 'choiceValue', ...spanOf(value, choice), message: result.problem });
  }
}

function origin(type: TypeDefinition | undefined): string {
  return type?.book === 'project'
    ? 'another file of the project'
    : type?.book === 'extension'
      ? 'a published extension'
      : 'the specification';
}

function spanOf(attribute: Valued | undefined, element: DefinitionElement): { start: number; end: number } {
  return attribute === undefined
    ? { start: element.nameStart, end: element.nameEnd }
    : { start: attribute.start, end: attribute.end };
}

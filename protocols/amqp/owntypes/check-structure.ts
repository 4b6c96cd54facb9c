import { didYouMean, type TextRange } from '../../core/index.ts';
import { corrections, type ReportFinding } from './finding.ts';
import type { DefinitionElement, DefinitionXml } from './source.ts';
import { definitionNamespace, elementNamed } from './vocabulary.ts';
import type { ElementDefinition } from './vocabulary.ts';

/** Elements, their places and their attributes (AMQP 1.0, 1.3). */
export function checkStructure(xml: DefinitionXml, report: ReportFinding): void {
  const [root, ...more] = xml.roots;
  if (root === undefined) {
    if (xml.problems.length === 0) {
      report({
        rule: 'structure',
        start: 0,
        end: Math.min(xml.text.length, 1),
        message: `Begin with <amqp name="…" xmlns="${definitionNamespace}">`,
      });
    }
    return;
  }
  for (const each of more)
    report({
      rule: 'structure',
      ...nameOf(each),
      message: 'A file has one element <amqp>, and everything is in it: move this inside',
    });
  if (root.name !== 'amqp') {
    report({
      rule: 'structure',
      ...nameOf(root),
      message: 'A file of type definitions has <amqp> as its outermost element',
    });
    return;
  }
  if (root.namespace !== definitionNamespace) {
    report({
      rule: 'structure',
      ...nameOf(root),
      message: `<amqp> is in the namespace of the type notation: write xmlns="${definitionNamespace}"`,
    });
  }
  checkElement(root, report, xml.text);
}

function nameOf({ nameStart, nameEnd }: DefinitionElement): { start: number; end: number } {
  return { start: nameStart, end: nameEnd };
}

function checkElement(element: DefinitionElement, report: ReportFinding, text: string): void {
  const definition = elementNamed(element.name);
  if (definition === undefined) return;
  checkAttributes(element, definition, report);
  for (const child of element.children) {
    if (!definition.children.includes(child.name)) reportChild(element, child, definition, report, text);
    if (child.name !== 'doc') checkElement(child, report, text);
  }
  if (element.name === 'type') checkClass(element, report);
}

function reportChild(
  element: DefinitionElement,
  child: DefinitionElement,
  definition: ElementDefinition,
  report: ReportFinding,
  text: string,
): void {
  const known = elementNamed(child.name) !== undefined;
  const allowed = definition.children.map((each) => `<${each}>`).join(', ');
  const hint = known ? '' : didYouMean(child.name, definition.children);
  const message =
    element.name === 'amqp' && child.name === 'type'
      ? 'A type must be in a section: put <section name="…"> around it'
      : `<${child.name}> is not allowed in <${element.name}>${hint === '' ? `, which holds ${allowed === '' ? 'nothing' : allowed}` : hint}`;
  report({
    rule: 'structure',
    ...nameOf(child),
    message,
    ...(known ? {} : corrections(child.name, definition.children, ...tagNames(child, text))),
  });
}

/** The local names in an element's tags, for another one. */
function tagNames({ name, nameEnd, openEnd, end }: DefinitionElement, text: string): TextRange[] {
  const open = { start: nameEnd - name.length, end: nameEnd };
  const close = /([^\s<>/:]+)\s*>$/.exec(text.slice(openEnd, end));
  if (close?.[1] !== name) return [open];
  const start = openEnd + close.index;
  return [open, { start, end: start + name.length }];
}

function checkAttributes(element: DefinitionElement, definition: ElementDefinition, report: ReportFinding): void {
  for (const { name, required } of definition.attributes) {
    const value = element.attributes.get(name);
    if (required && (value === undefined || value.value.trim() === '')) {
      const place = value === undefined ? nameOf(element) : { start: value.nameStart, end: value.nameEnd };
      report({ rule: 'attribute', ...place, message: `<${element.name}> needs ${name}="…"` });
    }
  }
  for (const [name, attribute] of element.attributes) {
    const known = definition.attributes.find((each) => each.name === name);
    if (known === undefined) {
      if (name.startsWith('xmlns') || name.includes(':')) continue;
      const hint = didYouMean(
        name,
        definition.attributes.map((each) => each.name),
      );
      report({
        rule: 'attribute',
        start: attribute.nameStart,
        end: attribute.nameEnd,
        message: `<${element.name}> has no attribute “${name}”${hint}`,
        ...corrections(
          name,
          definition.attributes.map((each) => each.name).filter((each) => !element.attributes.has(each)),
          { start: attribute.nameStart, end: attribute.nameEnd },
        ),
      });
    } else if (
      known.values !== undefined &&
      name !== 'xmlns' &&
      attribute.value !== '' &&
      !known.values.includes(attribute.value)
    ) {
      const primitive = name === 'class' && attribute.value === 'primitive';
      const message = primitive
        ? 'Primitive types are the specification’s alone, since their encodings are: define a restricted type'
        : `${name} is ${known.values.join(' or ')}${didYouMean(attribute.value, known.values)}`;
      report({
        rule: 'attribute',
        start: attribute.start,
        end: attribute.end,
        message,
        ...(primitive
          ? {}
          : corrections(attribute.value, known.values, { start: attribute.start, end: attribute.end })),
      });
    }
  }
}

/** Composites have a descriptor and fields, restricted types a source and perhaps choices (1.3.2, 1.3.5). */
function checkClass(element: DefinitionElement, report: ReportFinding): void {
  const kind = element.attributes.get('class')?.value;
  const stranger = kind === 'composite' ? 'choice' : kind === 'restricted' ? 'field' : undefined;
  if (stranger === undefined) return;
  for (const child of element.children) {
    if (child.name === stranger)
      report({
        rule: 'structure',
        ...nameOf(child),
        message: `A ${kind ?? ''} type has no <${stranger}>: ${kind === 'composite' ? 'choices belong to restricted types' : 'fields belong to composite types'}`,
      });
  }
  const descriptors = element.children.filter(({ name }) => name === 'descriptor');
  for (const more of descriptors.slice(1))
    report({ rule: 'structure', ...nameOf(more), message: 'A type has one descriptor: remove this one' });
  if (kind === 'composite' && descriptors.length === 0) {
    report({
      rule: 'structure',
      ...nameOf(element),
      message: 'A composite needs a descriptor, by which it is known on the wire: add <descriptor name="…" code="…"/>',
    });
  }
  if (kind === 'restricted' && !element.attributes.has('source')) {
    report({
      rule: 'attribute',
      ...nameOf(element),
      message: 'A restricted type needs source="…", the type that it narrows',
    });
  }
}

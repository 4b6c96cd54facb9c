import type { EncodeDescribed, EncodeValue } from '../../encode/index.ts';
import type { Registry } from '../../definitions/registry.ts';
import { anything, expectType } from '../read/context.ts';
import { sectionNames } from '../read/message.ts';
import type { SectionName } from '../read/message.ts';
import { descriptorOf, isScalar } from '../read/tree.ts';
import type { TextEntry, TextTree } from './text-tree.ts';
import type { ValueFormatter } from './value.ts';

interface Section {
  readonly name: SectionName;
  readonly text: TextTree;
}

/** A message as the notation writes it: a mapping where its sections are in order, else a list. Undefined where one is unknown. */
export function formatMessage(
  sections: readonly EncodeValue[],
  formatter: ValueFormatter,
  registry: Registry,
): TextTree | undefined {
  const named: Section[] = [];
  for (const section of sections) {
    const code = descriptorOf(section);
    const type = code === undefined ? undefined : registry.byDescriptor(code);
    const name = sectionNames.find((each) => each === type?.name);
    if (section.type !== 'described' || name === undefined) return undefined;
    named.push({ name, text: sectionText(section, name, formatter, registry) });
  }
  return (
    asMapping(named) ?? {
      kind: 'list',
      items: named.map(({ name, text }) => ({ kind: 'map', entries: [entry(name, text)] })),
    }
  );
}

/** With the section's usual descriptor only the content is written. */
function sectionText(
  section: EncodeDescribed,
  name: SectionName,
  formatter: ValueFormatter,
  registry: Registry,
): TextTree {
  const type = registry.byName(name);
  const { descriptor } = section;
  const usual = isScalar(descriptor) && descriptor.type === 'ulong' && descriptor.code === undefined;
  if (type?.kind === 'composite') return formatter.value(section, expectType(name));
  return usual ? formatter.value(section.value, expectType(name)) : formatter.value(section, anything);
}

const bodyKeys: Readonly<Partial<Record<SectionName, string>>> = {
  data: 'data',
  'amqp-sequence': 'sequence',
  'amqp-value': 'value',
};

/** The mapping can say sections in the specification's order, of which only data may be several. */
function asMapping(sections: readonly Section[]): TextTree | undefined {
  const entries: TextEntry[] = [];
  let last = -1;
  let body: { readonly name: SectionName; readonly texts: TextTree[] } | undefined;
  for (const { name, text } of sections) {
    const place = sectionNames.indexOf(name);
    const key = bodyKeys[name];
    if (place < last || (place === last && name !== 'data')) return undefined;
    last = place;
    if (key === undefined) {
      entries.push(entry(name, text));
    } else if (body === undefined) {
      body = { name, texts: [text] };
      entries.push(entry('body', { kind: 'map', entries: [] }));
    } else if (body.name === name) {
      body.texts.push(text);
    } else {
      return undefined;
    }
  }
  if (body === undefined) return { kind: 'map', entries };
  const [first, ...more] = body.texts;
  if (first === undefined) return undefined;
  // A list after data: is taken for several sections.
  const value: TextTree = more.length === 0 ? first : { kind: 'list', items: body.texts };
  const bodyTree: TextTree = { kind: 'map', entries: [entry(bodyKeys[body.name] ?? '', value)] };
  return {
    kind: 'map',
    entries: entries.map((each) =>
      each.key.kind === 'scalar' && each.key.text === 'body' ? { ...each, value: bodyTree } : each,
    ),
  };
}

export function entry(key: string, value: TextTree): TextEntry {
  return { key: { kind: 'scalar', text: key }, value };
}

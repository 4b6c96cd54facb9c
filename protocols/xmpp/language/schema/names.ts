import type { Completion, TextRange } from '../../../core/index.ts';
import { compileType } from '../../model/datatypes.ts';
import type { XmlElement } from '../../parser/node.ts';
import { builtinTypes } from '../../xsd/builtin-types.ts';
import type { ComponentKind } from '../../xsd/components.ts';
import type { ReadSource } from '../../xsd/index.ts';
import { schemaNamespace } from '../../xsd/source.ts';
import type { Names } from '../../xsd/vocabulary.ts';
import { describeComponent } from './describe.ts';
import type { SchemaDocument } from './document.ts';
import { schemaPrefix, targetPrefix } from './place.ts';

/** What an attribute may refer to: names of the schema, and built-in types, as they are written at the element. */
export function nameCompletions(
  { read }: SchemaDocument,
  element: XmlElement,
  attribute: string,
  names: Names,
  replace: TextRange,
): Completion[] {
  const schema = schemaAround(read.schemas, element);
  if (schema === undefined) return [];
  const wanted = kindsOf(element, attribute, names);
  const prefix = targetPrefix(element, schema.components.target);
  const own = [...schema.components.all(wanted.kind)].flatMap(([name, node]): Completion[] => {
    // Nothing is made of itself.
    if (!wanted.fits(node) || (attribute === 'base' && isIn(element, node))) return [];
    const label = prefix + name;
    return [
      {
        label,
        kind: 'value',
        detail: node.local,
        documentation: describeComponent(schema, node),
        insert: label,
        replace,
        sort: `0${label}`,
      },
    ];
  });
  if (!wanted.builtin) return own;
  // An unprefixed name means the schema's own, where XML Schema is not the default namespace.
  const builtin = schemaPrefix(element);
  const types = Object.entries(builtinTypes).map(([name, type]): Completion => {
    const label = builtin + name;
    return { label, kind: 'value', detail: compileType(type).name, insert: label, replace, sort: `1${label}` };
  });
  return [...own, ...types];
}

/** The schema of the file that an element stands in. */
export function schemaAround(schemas: readonly ReadSource[], element: XmlElement): ReadSource | undefined {
  let root = element;
  while (root.parent !== undefined) root = root.parent;
  return schemas.find((schema) => schema.root === root);
}

function isIn(element: XmlElement | undefined, outer: XmlElement): boolean {
  return element !== undefined && (element === outer || isIn(element.parent, outer));
}

interface Wanted {
  readonly kind: ComponentKind;
  readonly fits: (node: XmlElement) => boolean;
  readonly builtin: boolean;
}

/** Which types may stand depends on what is made of them (XML Schema 1, 3.4.2). */
function kindsOf(element: XmlElement, attribute: string, names: Names): Wanted {
  const any = (): boolean => true;
  if (names !== 'type' && names !== 'simpleType') return { kind: names, fits: any, builtin: false };
  const isSimple = (node: XmlElement): boolean => node.local === 'simpleType';
  const within = attribute === 'base' ? element.parent?.local : undefined;
  if (within === 'complexContent') return { kind: 'type', fits: (node) => !isSimple(node), builtin: false };
  if (within === 'simpleContent')
    return { kind: 'type', fits: (node) => isSimple(node) || holdsText(node), builtin: true };
  return { kind: 'type', fits: names === 'simpleType' || within === 'simpleType' ? isSimple : any, builtin: true };
}

const holdsText = (type: XmlElement): boolean =>
  [...type.elements()].some((child) => child.namespace === schemaNamespace && child.local === 'simpleContent');

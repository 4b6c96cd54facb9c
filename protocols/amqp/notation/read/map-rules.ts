import { describeExtension } from '../../definitions/extensions.ts';
import type { Entry } from '../source/node.ts';
import type { ReadContext } from './context.ts';
import { spanOf } from './scalar.ts';
import { isNull, isScalar, primitiveOf } from './tree.ts';
import type { EncodeValue } from '../../encode/index.ts';
import { keyTypeOf, narrows } from './types.ts';
import type { ResolvedType } from './types.ts';

/** What the type of a map demands of a key (AMQP 1.0, 2.8.13, 3.2.5, 3.2.10, 3.5.8). */
export function checkKey(
  key: EncodeValue,
  { key: node }: Entry,
  resolved: ResolvedType,
  type: string,
  context: ReadContext,
): void {
  if (key.type === 'raw') return;
  const primitive = key.type === 'described' ? undefined : primitiveOf(key);
  if (node.kind === 'scalar' && node.variables.length > 0) return;
  if (narrows(resolved, 'annotations')) {
    if (primitive !== 'symbol' && primitive !== 'ulong') {
      context.report({
        rule: 'annotationKey',
        ...spanOf(node),
        message: 'An annotation’s key is a symbol (or a ulong): write it without a tag',
      });
    } else if (
      primitive === 'ulong' ||
      (isScalar(key) && typeof key.value === 'string' && !key.value.startsWith('x-') && !isKnown(key.value))
    ) {
      context.report({
        rule: 'annotationReserved',
        ...spanOf(node),
        message: 'This annotation key is reserved for the specification: names of your own begin with x-',
      });
    }
    return;
  }
  if (narrows(resolved, 'application-properties')) {
    if (primitive !== 'string')
      context.report({
        rule: 'applicationPropertyKey',
        ...spanOf(node),
        message: 'The name of an application property is a string: write it without a tag',
      });
    return;
  }
  const wanted = type === 'unsettled' ? 'binary' : keyTypeOf(resolved);
  if (wanted !== '*' && primitive !== wanted) {
    const section = resolved.restricted[0]?.section;
    context.report({
      rule: 'mapKey',
      ...spanOf(node),
      message: `The keys of ${type} are of type ${wanted}: write them without a tag`,
      ...(section === undefined ? {} : { section }),
    });
  }
}

/** Annotations that published extensions define without the prefix. */
function isKnown(key: string): boolean {
  return describeExtension(key)?.kind === 'annotation';
}

/** What the type of a map demands of a value. */
export function checkValue(
  value: EncodeValue,
  { value: node }: Entry,
  resolved: ResolvedType,
  type: string,
  context: ReadContext,
): void {
  if (value.type === 'raw') return;
  if (narrows(resolved, 'application-properties')) {
    const primitive = primitiveOf(value);
    if (value.type === 'described' || primitive === 'list' || primitive === 'map' || primitive === 'array') {
      context.report({
        rule: 'applicationPropertyValue',
        ...spanOf(node),
        message: 'An application property is a simple value: no list, map, array or described value',
      });
    }
  }
  if (
    type === 'filter-set' &&
    value.type !== 'described' &&
    !isNull(value) &&
    !(node.kind === 'scalar' && node.variables.length > 0)
  ) {
    context.report({
      rule: 'filterValue',
      ...spanOf(node),
      message:
        'A filter is a described value: write its descriptor before it, such as !<apache.org:selector-filter:string> "…"',
    });
  }
}

import { constants } from '../../definitions/constants.ts';
import type { CompositeDefinition, FieldDefinition } from '../../definitions/model.ts';
import type { SourceNode } from '../source/node.ts';
import type { ReadContext } from './context.ts';
import { spanOf } from './scalar.ts';
import { isScalar } from './tree.ts';
import type { EncodeValue } from '../../encode/index.ts';

const mostDeliveryTagBytes = 32;
const leastMaxFrameSize = Number(constants.find(({ name }) => name === 'MIN-MAX-FRAME-SIZE')?.value);

/** What single fields demand beyond their type. */
export function checkField(
  value: EncodeValue,
  node: SourceNode,
  composite: CompositeDefinition,
  field: FieldDefinition,
  context: ReadContext,
): void {
  if (!isScalar(value)) return;
  if (field.type === 'delivery-tag' && value.value instanceof Uint8Array && value.value.length > mostDeliveryTagBytes) {
    context.report({
      rule: 'deliveryTagSize',
      ...spanOf(node),
      message: `A delivery-tag has at most ${mostDeliveryTagBytes} bytes, and this one has ${value.value.length}`,
    });
  }
  if (
    composite.name === 'open' &&
    field.name === 'max-frame-size' &&
    typeof value.value === 'number' &&
    value.value < leastMaxFrameSize
  ) {
    context.report({
      rule: 'maxFrameSize',
      ...spanOf(node),
      message: `A max-frame-size is at least ${leastMaxFrameSize} bytes`,
    });
  }
}

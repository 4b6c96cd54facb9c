/** True of a type that bytes have: a Uint8Array, or what extends it, such as Node's Buffer. */
function isBytes(checker, type) {
  if (type.isUnionOrIntersection()) return type.types.some((part) => isBytes(checker, part));
  const constraint = type.isTypeParameter() ? type.getConstraint() : undefined;
  if (constraint !== undefined) return isBytes(checker, constraint);
  const name = type.getSymbol()?.getName();
  return name === 'Uint8Array' || name === 'Buffer';
}

/**
 * Forbids `slice` on bytes. It copies those of a Uint8Array, and shares those of a Buffer, which is a Uint8Array by its type: what changes such
 * a slice changes the bytes that it came from.
 */
export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      slice:
        '`slice` copies a Uint8Array and shares a Buffer. Use `new Uint8Array(bytes.subarray(from, to))` to copy, and `subarray` to share.',
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    return {
      "CallExpression > MemberExpression.callee[property.name='slice']"(node) {
        if (isBytes(checker, services.getTypeAtLocation(node.object)))
          context.report({ node: node.property, messageId: 'slice' });
      },
    };
  },
};

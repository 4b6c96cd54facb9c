export type { ValueNode } from './node.ts';
export type { PrimitiveName, Scalar } from './value.ts';
export * from './definitions/index.ts';
export * from './decode/index.ts';
export * from './encode/index.ts';
export { byteRules } from './rules/bytes.ts';
export { fieldsJson, toJson, type Json } from './inspect/json.ts';
export { hexCode, hexText, primitiveOf } from './types/index.ts';

export type { ValueNode } from './node.ts';
export type { PrimitiveName, Scalar } from './value.ts';
export * from './definitions/index.ts';
export * from './decode/index.ts';
export * from './encode/index.ts';
export { byteRules } from './rules/bytes.ts';
export { trafficSettings } from './rules/traffic.ts';
export * from './inspect/index.ts';
export { hexCode, hexText, primitiveOf } from './types/index.ts';

export { Catalogue, catalogueOf, standardCatalogue } from './catalogue.ts';
export { codesOf, encodingOf, hexCode, isKnown, primitiveOf } from './formats.ts';
export { parseLiteral } from './literal.ts';
export { scalarAt } from './scalar.ts';
export { firstInvalidUtf8, firstNonAscii, textAt, uuidBytes, uuidText } from './text.ts';
export { DescribedUse, FieldUse, TypeUse, UseMaker } from './uses.ts';

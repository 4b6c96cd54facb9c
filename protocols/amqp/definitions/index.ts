export type {
  ArchetypeDefinition,
  Book,
  ChoiceDefinition,
  CompositeDefinition,
  ConstantDefinition,
  DescriptorDefinition,
  EncodingCategory,
  EncodingDefinition,
  ExtensionDefinition,
  FieldDefinition,
  PrimitiveDefinition,
  RestrictedDefinition,
  TypeDefinition,
} from './model.ts';
export { archetypes, constants } from './constants.ts';
export { Registry, specificationTypes, standardRegistry, type DescribedDefinition } from './registry.ts';
export { describeAddress, describeExtension, extensions } from './extensions.ts';
export { section, typeSection } from './section.ts';

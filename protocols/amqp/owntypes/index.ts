export { amqpXmlLanguage } from './language.ts';
export type { DefinitionDocument } from './model.ts';
export { loadDefinitions, type LoadedDefinitions } from './load.ts';
export { registryOf } from './registry.ts';

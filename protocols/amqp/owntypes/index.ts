export { amqpXmlLanguage, type DefinitionDocument } from './language.ts';
export { loadDefinitions, type LoadedDefinitions } from './load.ts';
export { registryOf } from './registry.ts';

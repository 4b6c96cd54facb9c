import type { Diagnostic } from '../../core/index.ts';
import type { Registry } from '../definitions/registry.ts';
import type { OwnType } from './read.ts';
import type { DefinitionXml } from './source.ts';

/** A file of AMQP type definitions, parsed and checked. */
export interface DefinitionDocument {
  readonly text: string;
  readonly xml: DefinitionXml;
  readonly types: readonly OwnType[];
  /** All types that may be named in it. */
  readonly registry: Registry;
  readonly diagnostics: readonly Diagnostic[];
}

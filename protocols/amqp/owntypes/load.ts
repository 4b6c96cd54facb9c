import type { Diagnostic } from '../../core/index.ts';
import type { CompositeDefinition, RestrictedDefinition } from '../definitions/model.ts';
import { standardRegistry } from '../definitions/registry.ts';
import type { Registry } from '../definitions/registry.ts';
import { checkStructure } from './check-structure.ts';
import { checkTypes } from './check-types.ts';
import { toDiagnostic } from './finding.ts';
import type { OwnTypeFinding } from './finding.ts';
import { readTypes } from './read.ts';
import type { OwnType } from './read.ts';
import { readDefinitionXml } from './source.ts';
import type { DefinitionXml } from './source.ts';

/** A project's own types, put together from its files. */
export interface LoadedDefinitions {
  /** In the order of the files. */
  readonly definitions: readonly (CompositeDefinition | RestrictedDefinition)[];
  /** The standard registry, and these types besides. */
  readonly registry: Registry;
  /** What is wrong, file by file in the order given; offsets are each file's. */
  readonly diagnostics: readonly (readonly Diagnostic[])[];
}

/** Everything that is wrong in one file; `known` are the types that it may use besides its own. */
export function checkDefinitions(xml: DefinitionXml, types: readonly OwnType[], known: Registry): OwnTypeFinding[] {
  const findings: OwnTypeFinding[] = xml.problems.map(({ value, start, end }) => ({
    rule: 'xml',
    start,
    end,
    message: value,
  }));
  const report = (finding: OwnTypeFinding): void => void findings.push(finding);
  checkStructure(xml, report);
  checkTypes(types, known, report);
  return findings.sort((a, b) => a.start - b.start);
}

/**
 * Reads AMQP XML type definitions (AMQP 1.0, 1.3) into a registry for decoding, encoding and checking. Types of one file may use
 * those of the others. Never throws: what cannot be read is left out and told.
 */
export function loadDefinitions(texts: readonly string[], base: Registry = standardRegistry): LoadedDefinitions {
  const files = texts.map((text) => {
    const xml = readDefinitionXml(text);
    return { xml, types: readTypes(xml) };
  });
  const diagnostics = files.map((file) => {
    const others = files
      .filter((each) => each !== file)
      .flatMap(({ types }) => types.map(({ definition }) => definition));
    return checkDefinitions(file.xml, file.types, base.extend(others)).flatMap(
      (finding) => toDiagnostic(finding) ?? [],
    );
  });
  const definitions = files.flatMap(({ types }) => types.map(({ definition }) => definition));
  return { definitions, registry: definitions.length === 0 ? base : base.extend(definitions), diagnostics };
}

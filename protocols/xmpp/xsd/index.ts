import type { Diagnostic } from '../../core/index.ts';
import type { NamespaceDefinition } from '../model/definition.ts';
import { Components } from './components.ts';
import { ElementReader } from './elements.ts';
import { collect, readSources, SchemaReader, type SchemaSource, type SchemaXml } from './source.ts';
import { checkSupported } from './supported.ts';

/** One `<xs:schema/>` with what its names lead to. */
export interface ReadSource extends SchemaSource {
  readonly reader: SchemaReader;
  readonly components: Components;
  readonly elements: ElementReader;
}

/** What a schema file defines. */
export interface ReadSchema {
  /** Elements by namespace, in the shapes of the specifications' own definitions. */
  readonly namespaces: Readonly<Record<string, () => NamespaceDefinition>>;
  /** What is wrong, or outside of what is read, in the order of the places; offsets into the text (UTF-16 units). */
  readonly diagnostics: readonly Diagnostic[];
  readonly xml: SchemaXml;
  /** The schemas of the file, for those that look into them. */
  readonly schemas: readonly ReadSource[];
}

/**
 * Reads an XML Schema (W3C XML Schema 1.0) into content models: the subset that XEPs use. The order of elements never counts,
 * local elements belong to the target namespace, and what is not read is not checked either. Never throws.
 */
export function readSchema(text: string): ReadSchema {
  const { diagnostics, report } = collect();
  const namespaces = Object.create(null) as Record<string, () => NamespaceDefinition>;
  const xml = readSources(text, report);
  const schemas = xml.sources.map((source): ReadSource => {
    const reader = new SchemaReader(source, report);
    const target = reader.value(reader.root, 'targetNamespace') ?? '';
    checkSupported(reader);
    const components = new Components(reader, target);
    const elements = new ElementReader(reader, components);
    if (target === '') {
      reader.report(
        'schema/structure',
        reader.root,
        'targetNamespace',
        'The schema names no namespace, so that nothing of it can be found in stanzas: add targetNamespace="…"',
      );
      return { ...source, reader, components, elements };
    }
    const definition = Object.assign(
      Object.create(null) as Record<string, NamespaceDefinition[string]>,
      namespaces[target]?.(),
    );
    for (const [name, node] of components.all('element')) definition[name] ??= elements.top(node);
    namespaces[target] = () => definition;
    return { ...source, reader, components, elements };
  });
  // A copy: what is looked up later is not reported again.
  return { namespaces, diagnostics: [...diagnostics].sort((a, b) => a.start - b.start || a.end - b.end), xml, schemas };
}

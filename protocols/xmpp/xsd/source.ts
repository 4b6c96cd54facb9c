import type { Diagnostic } from '../../core/index.ts';
import { blankComments, type CommentRange } from '../parser/comments.ts';
import { parseDocument, type XmlDocument } from '../parser/document.ts';
import type { XmlAttribute, XmlElement } from '../parser/node.ts';
import { attributeValue, elementText } from '../parser/value.ts';
import { schemaRules, type SchemaRuleId } from '../rules/schema-rules.ts';

/** The namespace of XML Schema 1.0. */
export const schemaNamespace = 'http://www.w3.org/2001/XMLSchema';

/** One `<xs:schema/>` of a file; places are offsets into the whole text (UTF-16 units). */
export interface SchemaSource {
  readonly root: XmlElement;
  /** The text of the root alone, which the offsets of its nodes count from. */
  readonly source: string;
  readonly start: number;
}

/** Where diagnostics of a file are gathered. */
export type ReportSchema = (code: SchemaRuleId, start: number, end: number, message: string) => void;

/** The XML of a schema file. */
export interface SchemaXml {
  /** Comments are white space here, so that offsets are those of the file. */
  readonly document: XmlDocument;
  readonly comments: readonly CommentRange[];
  readonly sources: readonly SchemaSource[];
}

/** Reads the XML of a schema file with the tolerant parser; mistakes in the writing are reported and the rest is read on. */
export function readSources(file: string, report: ReportSchema): SchemaXml {
  const { text, comments } = blankComments(file);
  const document = parseDocument(text, () => []);
  const sources: SchemaSource[] = [];
  document.nodes.forEach((node, index) => {
    const start = document.starts[index] ?? 0;
    for (const { code, message, ...at } of node.findings) {
      if (code === 'xmpp/dtd')
        report(
          'schema/unsupported',
          start + at.start,
          start + at.end,
          'A document type declaration is not read: write out what its entities stand for, and remove it',
        );
      else report('schema/xml', start + at.start, start + at.end, message);
    }
    if (node.root === undefined) return;
    const source = text.slice(start, start + node.length);
    if (node.root.namespace === schemaNamespace && node.root.local === 'schema')
      sources.push({ root: node.root, source, start });
    else
      report(
        'schema/structure',
        start + node.root.nameStart,
        start + node.root.nameEnd,
        `<${node.root.name}> is not an XML Schema: the root must be <schema> in ${schemaNamespace}`,
      );
  });
  if (sources.length === 0 && document.nodes.every((node) => node.root === undefined)) {
    report('schema/structure', 0, Math.min(1, file.length), `There is no <schema> of ${schemaNamespace} in this file`);
  }
  return { document, comments, sources };
}

/** One schema while it is read: its nodes' values, and reports at their places. */
export class SchemaReader {
  readonly root: XmlElement;
  readonly #source: string;
  readonly #start: number;
  readonly #report: ReportSchema;

  constructor({ root, source, start }: SchemaSource, report: ReportSchema) {
    this.root = root;
    this.#source = source;
    this.#start = start;
    this.#report = report;
  }

  /** An attribute's value, white space around it left out (XML Schema 2, 4.3.6: all of a schema's own attributes collapse). */
  value(node: XmlElement, name: string): string | undefined {
    const attribute = node.attribute(name);
    return attribute === undefined ? undefined : attributeValue(this.#source, attribute).trim();
  }

  /** An attribute's value as it stands: white space counts in a facet's. */
  rawValue(node: XmlElement, name: string): string | undefined {
    const attribute = node.attribute(name);
    return attribute === undefined ? undefined : attributeValue(this.#source, attribute);
  }

  /** Children in the namespace of XML Schema, annotations left out. */
  children(node: XmlElement): XmlElement[] {
    return [...node.elements()].filter((child) => child.namespace === schemaNamespace && child.local !== 'annotation');
  }

  /** The documentation of a node as one line; undefined where it has none. */
  documentation(node: XmlElement): string | undefined {
    for (const annotation of node.elements()) {
      if (annotation.local !== 'annotation') continue;
      for (const each of annotation.elements()) {
        const line = each.local === 'documentation' ? elementText(this.#source, each).replace(/\s+/g, ' ').trim() : '';
        if (line !== '') return line;
      }
    }
    return undefined;
  }

  /** Reports at an attribute's value, or at the node's name where it has no such attribute. */
  report(code: SchemaRuleId, node: XmlElement, attribute: string | undefined, message: string): void {
    const found: XmlAttribute | undefined = attribute === undefined ? undefined : node.attribute(attribute);
    const [start, end] = found === undefined ? [node.nameStart, node.nameEnd] : [found.start, found.end];
    this.#report(code, this.#start + start, this.#start + end, message);
  }
}

/** What a report collects, with the rules' own severities. */
export function collect(): { readonly diagnostics: Diagnostic[]; readonly report: ReportSchema } {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    report: (code, start, end, message) => {
      const rule = schemaRules.find(({ id }) => id === code);
      diagnostics.push({
        code,
        severity: rule?.severity ?? 'error',
        start,
        end,
        message,
        ...(rule === undefined ? {} : { href: rule.section.href }),
      });
    },
  };
}

import { decodeUnit, type DecodedUnit } from '../framer/utf8.ts';
import { checkWith } from '../language/document.ts';
import { modelOf } from '../language/own-model.ts';
import type { Model } from '../model/model.ts';
import { parseDocument, type XmlDocument } from '../parser/document.ts';
import type { XmlElement } from '../parser/node.ts';
import type { ElementCheck } from '../parser/read-top-level.ts';
import { type Declarations, scopeOf } from '../parser/header.ts';

/** What a unit's own bytes do not tell. */
export interface UnitContext {
  /** What the header of the unit's stream declared, see `TrafficCheck.context`. */
  readonly namespaces?: Declarations;
  /** The texts of the project's own XML Schemas (`xmpp.schemas`), in any order. */
  readonly schemas?: readonly string[];
}

/** One unit of traffic, decoded and parsed as far as it goes. */
export interface ParsedUnit extends DecodedUnit {
  readonly document: XmlDocument;
  /** The first element, and where it begins in the text. */
  readonly root: XmlElement | undefined;
  readonly start: number;
  /** The text of the first element's node: what its offsets count in. */
  readonly source: string;
  readonly model: Model;
}

const unchecked: ElementCheck = () => [];

/** Parses a unit; `check` says whether the rules are applied to it as well. */
export function parseUnit(bytes: Uint8Array, check = false, { namespaces, schemas }: UnitContext = {}): ParsedUnit {
  const decoded = decodeUnit(bytes);
  const model = modelOf(schemas);
  const document = parseDocument(decoded.text, check ? checkWith(model) : unchecked, undefined, scopeOf(namespaces));
  const index = document.nodes.findIndex((node) => node.root !== undefined);
  const node = document.nodes[index];
  const start = document.starts[index] ?? 0;
  return { ...decoded, document, root: node?.root, start, source: decoded.text.slice(start, start + (node?.length ?? 0)), model };
}

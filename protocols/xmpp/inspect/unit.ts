import { decodeUnit, type DecodedUnit } from '../framer/utf8.ts';
import { standardModel } from '../language/document.ts';
import type { Model } from '../model/model.ts';
import { validate } from '../model/validate.ts';
import { parseDocument, type XmlDocument } from '../parser/document.ts';
import type { XmlElement } from '../parser/node.ts';
import { checksByName } from '../rules/index.ts';

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

/** Parses a unit; `check` says whether the rules are applied to it as well. */
export function parseUnit(bytes: Uint8Array, check = false): ParsedUnit {
  const decoded = decodeUnit(bytes);
  const model = standardModel;
  const document = parseDocument(decoded.text, check ? (root, source) => validate(model, checksByName, root, source) : () => []);
  const index = document.nodes.findIndex((node) => node.root !== undefined);
  const node = document.nodes[index];
  const start = document.starts[index] ?? 0;
  return { ...decoded, document, root: node?.root, start, source: decoded.text.slice(start, start + (node?.length ?? 0)), model };
}

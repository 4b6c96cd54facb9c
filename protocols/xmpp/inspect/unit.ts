import type { Declarations } from '../../core/index.ts';
import { isOverloaded, decodeUtf8Unit, type DecodedUnit } from '../framer/index.ts';
import { modelOf } from '../language/own-model.ts';
import type { Model } from '../model/model.ts';
import { parseDocument, type XmlDocument } from '../parser/document.ts';
import type { XmlElement } from '../parser/node.ts';
import { qualifyPayloads } from '../parser/payloads.ts';
import type { ElementCheck } from '../parser/read-top-level.ts';
import { scopeOf } from '../parser/header.ts';

/** One unit of traffic, decoded and parsed as far as it goes. */
export interface ParsedUnit extends DecodedUnit {
  readonly document: XmlDocument;
  /** The first element, and where it begins in the text. */
  readonly root: XmlElement | undefined;
  readonly start: number;
  /** The text of the first element's node: what its offsets count in. */
  readonly source: string;
  /** Where in the text parsing ended: its end, but behind the first tag of a unit that is too much to be taken apart. */
  readonly parsed: number;
  readonly model: Model;
}

const unchecked: ElementCheck = () => [];

/**
 * Parses a unit; the rules are not applied to it.
 * @param namespaces what the header of the unit's stream declared
 * @param schemas the texts of the project's own XML Schemas, in any order
 * @param isBody whether it is a body of BOSH, whose stanzas may lack their namespace
 */
export function parseUnit(
  bytes: Uint8Array,
  namespaces?: Declarations,
  schemas?: readonly string[],
  isBody = false,
): ParsedUnit {
  const decoded = decodeUtf8Unit(bytes);
  const model = modelOf(schemas);
  const { text } = decoded;
  const parsed = isOverloaded(text) ? firstTag(text) : text.length;
  const readable = parsed === text.length ? text : `${text.slice(0, parsed - 1).replace(/\/$/, '')}/>`;
  const document = parseDocument(readable, unchecked, undefined, scopeOf(namespaces));
  const index = document.nodes.findIndex((node) => node.root !== undefined);
  const node = document.nodes[index];
  if (isBody && node?.root !== undefined) qualifyPayloads(node.root);
  const start = document.starts[index] ?? 0;
  const source = readable.slice(start, start + (node?.length ?? 0));
  return { ...decoded, document, root: node?.root, start, source, parsed, model };
}

/** How much of a unit is read that is not taken apart. */
const longestTag = 4096;

/** Behind the first `>`, or where no honest start tag goes on. */
function firstTag(text: string): number {
  const end = text.slice(0, longestTag).indexOf('>');
  return end < 0 ? longestTag : end + 1;
}

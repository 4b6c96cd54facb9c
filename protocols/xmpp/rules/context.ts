import type { Related } from '../../core/index.ts';
import type { StanzaPlace } from '../model/definition.ts';
import type { Model } from '../model/model.ts';
import type { XmlAttribute, XmlElement } from '../parser/node.ts';

/** What a check may ask and where it reports. Offsets count from the start of the top-level node. */
export interface CheckContext {
  /** The text of the top-level node. */
  readonly source: string;
  readonly model: Model;
  /** The stanza around: `iq get`, `message chat`; its bare name where the type is not known; empty outside of stanzas. */
  readonly stanza: StanzaPlace | '';
  report(code: string, start: number, end: number, message: string, related?: readonly Related[]): void;
  /** Reports at an element's name. */
  at(code: string, element: XmlElement, message: string, related?: readonly Related[]): void;
  /** Reports at an attribute's value, or at the element's name where there is no attribute. */
  atAttribute(code: string, element: XmlElement, attribute: XmlAttribute | undefined, message: string): void;
}

/** Looks at one element and reports what is wrong with it. */
export type Check = (element: XmlElement, context: CheckContext) => void;

/** Checks by the Clark name of the element that they look at. */
export type CheckTable = Readonly<Record<string, Check>>;

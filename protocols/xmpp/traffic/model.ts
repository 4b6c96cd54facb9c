import type { XmlAttribute, XmlElement } from '../parser/node.ts';

/** Where a check of traffic reports: at an element's name, or at an attribute of it. */
export type ReportStanza = (code: string, element: XmlElement, message: string, attribute?: XmlAttribute) => void;

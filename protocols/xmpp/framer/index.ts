export { createXmppFramer, type XmppFramerOptions } from './framer.ts';
export {
  strictParse,
  type StrictElement,
  type StrictOptions,
  type StrictProblem,
  type StrictResult,
} from './strict.ts';
export { decodeUnit, type DecodedUnit } from './utf8.ts';

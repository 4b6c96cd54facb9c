export { createXmppFramer, type XmppFramerOptions } from './framer.ts';
export {
  strictParse,
  type StrictElement,
  type StrictOptions,
  type StrictProblem,
  type StrictResult,
} from './strict.ts';
export { decodeUtf8Unit, type DecodedUnit } from './utf8.ts';
export { mostMarkup, isOverloaded } from './markup.ts';

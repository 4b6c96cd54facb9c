export { compositeValue, numericDescriptor, symbolicDescriptor } from './composite.ts';
export { cutFrame, type CutFrame } from './cut-frame.ts';
export { encode, encodeAll, encodeFrame, encodeHeader } from './encode.ts';
export { fitsCode } from './fits.ts';
export { toEncodable } from './from-node.ts';
export type {
  EncodeArray,
  EncodeDescribed,
  EncodeFrame,
  EncodeList,
  EncodeMap,
  EncodeRaw,
  EncodeScalar,
  EncodeValue,
} from './model.ts';
export { preferredScalarCode } from './scalars.ts';

export { decodeFrame, DecodedFrame, peekFrame, type FrameOptions, type FrameType } from './frame.ts';
export { decodeLone, isLoneKind, loneKindOf, loneMayBegin, type LoneKind } from './lone.ts';
export { decodeMessage, type DecodedMessage } from './message.ts';
export { decodeValues, releaseUnit, type DecodedValues, type DecodeOptions } from './values.ts';
export { isHeaderAt, readHeader, type HeaderName, type ProtocolHeader } from './header.ts';
export { isClearStart } from './cut.ts';
export { defaultLimits, type DecodeLimits } from './limits.ts';
export { AmqpNode } from './tree.ts';
export { createAmqpFramer, type FramerOptions } from './framer.ts';

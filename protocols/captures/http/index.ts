export { HttpConnection } from './exchanges.ts';
export { bodyOf } from './framing.ts';
export { headLength, longestHead, looksLikeHttp, parseHead } from './head.ts';
export { HttpStream } from './http-stream.ts';
export { Inflater } from './inflate.ts';
export type { BodyReader, Carried, HttpOutlets } from './model.ts';
export { BoshSessions, type BoshSession } from './sessions.ts';

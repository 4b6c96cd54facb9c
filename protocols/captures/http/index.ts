export { HttpConnection } from './exchanges.ts';
export { looksLikeHttp } from './head.ts';
export { HttpStream } from './http-stream.ts';
export { Inflater } from './inflate.ts';
export type { Carried, HttpOutlets } from './model.ts';
export { BoshSessions, type BoshSession } from './sessions.ts';
